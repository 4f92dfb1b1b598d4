package io.guildstorm.scenarios.swarm.presence;

import io.guildstorm.scenarios.presence.GuildGraph;
import io.guildstorm.scenarios.presence.Role;
import io.guildstorm.scenarios.presence.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Who the users of the crowd are: in a storm all but those who flicker, who are Gatling's. Where not all of them
/// watch, the least known do, whom the others seldom show.
final class Casting {
    private Casting() {}

    static List<Watcher> watchers(Crowd crowd, CrowdConfig config) throws IOException {
        List<String> tokens = Files.readAllLines(Path.of(config.tokens()));
        List<String> ids = Files.readAllLines(Path.of(config.userIds()));
        GuildGraph graph = GuildGraph.of(
                new GuildGraph.Size(ids.size(), config.guildIds().size(), config.guildsPerUser()), config.seed());
        List<Role> cast = Role.cast(ids.size(), config.seed());
        List<Integer> own = IntStream.range(0, ids.size())
                .filter(user -> config.everyday() != null || cast.get(user) != Role.FLICKERS)
                .boxed()
                .toList();
        int unwatching = Math.max(0, own.size() - config.watchers());
        List<Watcher> watchers = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            int user = own.get(i);
            Map<String, List<String>> shown = new LinkedHashMap<>();
            if (i >= unwatching)
                Shown.by(user, graph, config.shown(), config.seed())
                        .forEach((guild, mates) -> shown.put(
                                config.guildIds().get(guild),
                                mates.stream().map(ids::get).toList()));
            watchers.add(new Watcher(
                    crowd,
                    new Watcher.Person(
                            user,
                            Long.parseLong(ids.get(user)),
                            tokens.get(user),
                            cast.get(user),
                            graph.guildsOf(user).size(),
                            shown)));
        }
        return List.copyOf(watchers);
    }
}
