package io.guildstorm.server.api;

import io.guildstorm.server.presence.inprocess.PresenceCrowd;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// All routes of the server, as tables for its ports.
/// @param server what it says of itself
/// @param inProcess sessions without sockets
/// @param crowd users without sockets
public record Api(ApiParts parts, Self server, InProcess inProcess, PresenceCrowd crowd) {
    /// @param metrics the text that Prometheus reads
    /// @param state JSON of the node
    /// @param faults whether `POST /admin/v1/faults` exists
    public record Self(Supplier<String> metrics, Supplier<byte[]> state, boolean faults) {}

    /// Routes of users, and of everybody.
    public List<Route> userRoutes() {
        return Stream.of(
                        new UserRoutes(parts).routes(),
                        new GuildRoutes(parts).routes(),
                        new ChannelRoutes(parts).routes(),
                        new RoleRoutes(parts).routes(),
                        new ModerationRoutes(parts).routes(),
                        new ThreadRoutes(parts).routes(),
                        new MessageRoutes(parts).routes())
                .flatMap(List::stream)
                .toList();
    }

    /// Routes of the operator.
    public List<Route> adminRoutes() {
        return Stream.of(
                        new AdminRoutes(parts).routes(),
                        new TokenRoutes(parts).routes(),
                        new InProcessRoutes(parts.guilds(), inProcess).routes(),
                        new PresenceCrowdRoutes(crowd).routes(),
                        server.faults()
                                ? new FaultRoutes(parts.guilds(), parts.presences()).routes()
                                : List.<Route>of(),
                        serverRoutes().admin())
                .flatMap(List::stream)
                .toList();
    }

    /// Metrics and health.
    public List<Route> openRoutes() {
        return serverRoutes().open();
    }

    private ServerRoutes serverRoutes() {
        return new ServerRoutes(server.metrics(), server.state());
    }
}
