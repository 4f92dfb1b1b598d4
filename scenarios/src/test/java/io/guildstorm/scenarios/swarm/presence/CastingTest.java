package io.guildstorm.scenarios.swarm.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.scenarios.presence.Everyday;
import io.guildstorm.scenarios.presence.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CastingTest {
    private static final int USERS = 100;
    private static final int SHOWN = 20;

    @TempDir
    Path folder;

    private List<Watcher> cast(int watchers, @Nullable Everyday everyday) throws IOException {
        List<String> ids = IntStream.range(1_000, 1_000 + USERS)
                .mapToObj(Integer::toString)
                .toList();
        Path file = Files.write(folder.resolve("ids.txt"), ids);
        List<String> guilds = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
        CrowdConfig config = new CrowdConfig(
                "swarm-0",
                "h",
                80,
                "/g",
                file.toString(),
                file.toString(),
                guilds,
                3,
                watchers,
                SHOWN,
                true,
                true,
                everyday,
                folder,
                42);
        return new Crowd(config, () -> 0L, _ -> {}).watchers();
    }

    private static List<Watcher> watching(List<Watcher> cast) {
        return cast.stream()
                .filter(watcher -> !watcher.person().shown().isEmpty())
                .toList();
    }

    @Test
    void in_a_storm_all_but_those_who_flicker_watch() throws IOException {
        List<Watcher> cast = cast(USERS, null);

        assertThat(cast)
                .hasSize(80)
                .noneMatch(watcher -> watcher.person().role() == Role.FLICKERS)
                .allMatch(watcher -> watcher.person().shownIds().size() == SHOWN);
    }

    @Test
    void of_fewer_who_watch_it_is_the_least_known() throws IOException {
        List<Watcher> cast = cast(30, null);

        assertThat(watching(cast)).hasSize(30).isEqualTo(cast.subList(cast.size() - 30, cast.size()));
    }

    @Test
    void an_everyday_has_nobody_who_flickers_for_others() throws IOException {
        List<Watcher> cast = cast(30, new Everyday(6, 1_000, false));

        assertThat(cast).hasSize(USERS);
        assertThat(watching(cast)).hasSize(30);
    }
}
