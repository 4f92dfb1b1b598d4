package io.guildstorm.scenarios.swarm.presence;

import io.guildstorm.scenarios.presence.Everyday;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a crowd is told at its start, in a JSON file.
/// @param name of the process, part of its files' names: `swarm-0`
/// @param gatewayPath path and query of the upgrade request
/// @param tokens file, one token a line, of all users of the storm in their order
/// @param userIds file, one user id a line, beside the tokens
/// @param guildIds of the guilds, in the order of their numbers
/// @param guildsPerUser of the graph that all processes of the run make for themselves
/// @param watchers users whose clients show others, at most
/// @param shown users whom such a client shows
/// @param aware whether clients take the statuses of a window in one dispatch
/// @param asks whether clients tell the server whom they show
/// @param everyday what they live through instead of a storm; null: they play a storm
/// @param out folder that the result files are written into
/// @param seed of the graph, the roles, whom clients show, and heartbeat phases
public record CrowdConfig(
        String name,
        String host,
        int port,
        String gatewayPath,
        String tokens,
        String userIds,
        List<String> guildIds,
        int guildsPerUser,
        int watchers,
        int shown,
        boolean aware,
        boolean asks,
        @Nullable Everyday everyday,
        Path out,
        long seed) {
    public CrowdConfig {
        guildIds = List.copyOf(guildIds);
    }
}
