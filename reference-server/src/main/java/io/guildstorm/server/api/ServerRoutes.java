package io.guildstorm.server.api;

import io.guildstorm.server.api.Route.Access;
import java.util.List;
import java.util.function.Supplier;

/// What the server says of itself.
/// @param metrics the text that Prometheus reads
/// @param state JSON of the node: version, settings, loops, queues
record ServerRoutes(Supplier<String> metrics, Supplier<byte[]> state) {
    List<Route> open() {
        return List.of(
                new Route("GET", "/metrics", Access.OPEN, _ -> Answer.now(Answer.text(metrics.get()))),
                new Route("GET", "/healthz", Access.OPEN, _ -> Answer.now(Answer.text("ok\n"))));
    }

    List<Route> admin() {
        return List.of(new Route(
                "GET",
                "/admin/v1/state",
                Access.ADMIN,
                _ -> Answer.now(new Answer.Whole(200, Answer.JSON, state.get(), List.of()))));
    }
}
