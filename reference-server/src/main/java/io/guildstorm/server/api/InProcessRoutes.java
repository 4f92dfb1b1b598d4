package io.guildstorm.server.api;

import io.guildstorm.server.api.Route.Access;
import io.guildstorm.server.guild.Guilds;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.wire.JsonWriter;
import io.guildstorm.server.wire.RefusedRequest;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// How the operator opens sessions without sockets, hears of them, and ends them.
record InProcessRoutes(Guilds guilds, InProcess sessions) {
    private static final String SESSIONS = "/admin/v1/guilds/{guild}/in-process-sessions";
    private static final int PERCENT = 100;

    List<Route> routes() {
        return List.of(
                new Route("POST", SESSIONS, Access.ADMIN, this::open),
                new Route("GET", SESSIONS, Access.ADMIN, this::report),
                new Route("PUT", SESSIONS, Access.ADMIN, this::judge),
                new Route("DELETE", SESSIONS, Access.ADMIN, this::end));
    }

    private CompletionStage<Answer> open(Call call) {
        var view = view(call);
        var form = call.form();
        if (!form.has("count")) {
            form.required("count");
        }
        int count = (int) form.number("count", 1, view.members().size(), 1);
        int passive = (int) form.number("passive_percent", 0, PERCENT, 0);
        form.check();
        return sessions.open(view.id(), view, count, passive)
                .thenApply(open -> Answer.json(
                        200,
                        new JsonWriter(32)
                                .beginObject()
                                .name("sessions")
                                .value(open)
                                .endObject()));
    }

    private CompletionStage<Answer> report(Call call) {
        return sessions.reportAsJson(view(call).id())
                .thenApply(json -> new Answer.Whole(200, Answer.JSON, json, List.of()));
    }

    private CompletionStage<Answer> judge(Call call) {
        var form = call.form();
        if (!form.has("to_ns")) {
            form.required("to_ns");
        }
        long from = form.number("from_ns", 0, Long.MAX_VALUE, 0);
        long to = form.number("to_ns", from, Long.MAX_VALUE, Long.MAX_VALUE);
        form.check();
        return sessions.judge(view(call).id(), from, to).thenApply(_ -> Answer.nothing());
    }

    private CompletionStage<Answer> end(Call call) {
        return sessions.end(view(call).id()).thenApply(_ -> Answer.nothing());
    }

    private GuildView view(Call call) {
        var view = guilds.view(call.guild());
        if (view == null) {
            throw new RefusedRequest(404, 10004, "Unknown Guild");
        }
        return view;
    }
}
