package io.guildstorm.scenarios.run.presence;

import io.guildstorm.scenarios.presence.GuildGraph;
import io.guildstorm.scenarios.presence.Role;
import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.exit.EnvironmentException;
import io.guildstorm.scenarios.run.server.AdminApi;
import io.guildstorm.scenarios.swarm.presence.CrowdConfig;
import io.guildstorm.scenarios.workload.PresenceStorm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The users and guilds of a round, and the files that tell processes who they are.
/// @param server `http://HOST:PORT`
/// @param tokens file, a token a line, of all users in their order
/// @param userIds file, a user id a line, beside the tokens
/// @param flickeringTokens file of the tokens of those who flicker
/// @param guildIds in the order of the graph
record StormBed(URI server, Path tokens, Path userIds, Path flickeringTokens, List<String> guildIds) {
    private static final String GATEWAY = "/gateway?v=10&encoding=json";

    StormBed {
        guildIds = List.copyOf(guildIds);
    }

    /// Makes them on the server.
    static StormBed make(URI server, String adminToken, int users, RunContext run) {
        long seed = run.request().seed();
        GuildGraph graph =
                GuildGraph.of(new GuildGraph.Size(users, PresenceStorm.GUILDS, PresenceStorm.GUILDS_PER_USER), seed);
        try (AdminApi admin = new AdminApi(server, adminToken)) {
            List<AdminApi.User> made = admin.createUsers(users, "storm", seed);
            List<String> guildIds = new ArrayList<>();
            for (int guild = 0; guild < graph.guilds(); guild++) {
                List<AdminApi.User> members =
                        graph.membersOf(guild).stream().map(made::get).toList();
                guildIds.add(guild(admin, "guild-" + guild, members, made.getFirst(), seed));
            }
            List<String> flickering = Role.having(Role.FLICKERS, Role.cast(users, seed)).stream()
                    .map(made::get)
                    .map(AdminApi.User::token)
                    .toList();
            Path work = run.folder().work();
            return new StormBed(
                    server,
                    file(
                            work,
                            "tokens.txt",
                            made.stream().map(AdminApi.User::token).toList()),
                    file(
                            work,
                            "user-ids.txt",
                            made.stream().map(AdminApi.User::id).toList()),
                    file(work, "flickering-tokens.txt", flickering),
                    guildIds);
        } catch (IOException e) {
            throw new EnvironmentException("cannot write into " + run.folder().work() + ": " + e.getMessage(), e);
        }
    }

    /// Where few users are in it, members who never sign in make it as large as it has to be.
    /// @param nobody owns a guild that no user of the storm is in
    private static String guild(
            AdminApi admin, String name, List<AdminApi.User> members, AdminApi.User nobody, long seed) {
        List<AdminApi.User> who = members.isEmpty() ? List.of(nobody) : members;
        int synthetic = Math.max(0, PresenceStorm.LEAST_MEMBERS - who.size());
        return admin.createGuild(name, who, synthetic, seed).id();
    }

    private static Path file(Path folder, String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines);
    }

    /// What those who flicker are told.
    Map<String, String> flickering(PresenceSettings settings, RunContext run) {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("base-url", server.toString());
        told.put("tokens", flickeringTokens.toString());
        told.put("seed", Long.toString(run.request().seed()));
        told.put("heartbeat-ms", Long.toString(settings.heartbeat().toMillis()));
        told.put("out", run.folder().path().toString());
        told.put("name", "gatling-0");
        return told;
    }

    /// What all others are told.
    CrowdConfig crowd(PresenceSettings settings, Scene scene, RunContext run) {
        return new CrowdConfig(
                "swarm-0",
                server.getHost(),
                server.getPort(),
                GATEWAY,
                tokens.toString(),
                userIds.toString(),
                guildIds,
                PresenceStorm.GUILDS_PER_USER,
                scene.watchers(),
                scene.shown(),
                settings.aware(),
                settings.asks(),
                scene.everyday(),
                run.folder().path(),
                run.request().seed());
    }
}
