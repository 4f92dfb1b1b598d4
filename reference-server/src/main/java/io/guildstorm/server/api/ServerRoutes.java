package io.guildstorm.server.api;

import io.guildstorm.server.api.Route.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// What the server says of itself, and how it is told to misbehave.
/// @param metrics the text that Prometheus reads
/// @param state JSON of the node: version, settings, loops, queues
/// @param faults whether faults may be injected: then the route exists
record ServerRoutes(Supplier<String> metrics, Supplier<byte[]> state, boolean faults) {
    List<Route> open() {
        return List.of(
                new Route("GET", "/metrics", Access.OPEN, _ -> Answer.now(Answer.text(metrics.get()))),
                new Route("GET", "/healthz", Access.OPEN, _ -> Answer.now(Answer.text("ok\n"))));
    }

    List<Route> admin() {
        var routes = new ArrayList<Route>();
        routes.add(new Route(
                "GET",
                "/admin/v1/state",
                Access.ADMIN,
                _ -> Answer.now(new Answer.Whole(200, Answer.JSON, state.get(), List.of()))));
        if (faults) {
            routes.add(new Route("POST", "/admin/v1/faults", Access.ADMIN, ServerRoutes::fault));
        }
        return routes;
    }

    private static CompletionStage<Answer> fault(Call call) {
        var form = call.form();
        boolean collect = form.flag("gc");
        if (!form.has("gc")) {
            form.required("gc");
        }
        form.check();
        if (collect) {
            System.gc();
        }
        return Answer.now(Answer.nothing());
    }
}
