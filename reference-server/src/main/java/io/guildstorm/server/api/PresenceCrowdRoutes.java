package io.guildstorm.server.api;

import io.guildstorm.server.api.Route.Access;
import io.guildstorm.server.presence.inprocess.PresenceCrowd;
import io.guildstorm.server.presence.inprocess.PresenceCrowd.Report;
import io.guildstorm.server.wire.HistogramText;
import io.guildstorm.server.wire.JsonWriter;
import io.guildstorm.server.wire.RefusedRequest;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/// How the operator lets users without sockets change their statuses, hears what came of it, and ends them.
record PresenceCrowdRoutes(PresenceCrowd crowd) {
    private static final String CROWD = "/admin/v1/presence-crowd";
    private static final int USERS_MAX = 1_000_000;
    private static final int CHANGES_MAX = 1_000_000;
    private static final int SECONDS_MAX = 600;

    List<Route> routes() {
        return List.of(
                new Route("POST", CROWD, Access.ADMIN, this::open),
                new Route("GET", CROWD, Access.ADMIN, this::report),
                new Route("DELETE", CROWD, Access.ADMIN, this::end));
    }

    /// `users` who change their status `changes_per_second` times, all together, for `seconds`.
    private CompletionStage<Answer> open(Call call) {
        var form = call.form();
        for (String field : List.of("users", "changes_per_second", "seconds")) {
            if (!form.has(field)) {
                form.required(field);
            }
        }
        int users = (int) form.number("users", 1, USERS_MAX, 1);
        int changes = (int) form.number("changes_per_second", 1, CHANGES_MAX, 1);
        int seconds = (int) form.number("seconds", 1, SECONDS_MAX, 1);
        form.check();
        return crowd.open(new PresenceCrowd.Terms(users, changes, seconds)).thenApply(opened -> {
            if (!opened) {
                throw new RefusedRequest(409, 0, "There is a presence crowd already: DELETE it first");
            }
            return Answer.nothing();
        });
    }

    private CompletionStage<Answer> report(Call call) {
        return crowd.report().thenApply(report -> {
            if (report == null) {
                throw new RefusedRequest(404, 0, "There is no presence crowd: POST one first");
            }
            return Answer.json(200, json(report));
        });
    }

    private static JsonWriter json(Report report) {
        var out = new JsonWriter(1_024).beginObject();
        out.name("stage").value(report.stage().name().toLowerCase(Locale.ROOT));
        out.name("users").value(report.users());
        out.name("present").value(report.present());
        out.name("changes").value(report.changes());
        out.name("told").value(report.told());
        out.name("wrong").value(report.wrong());
        out.name("late_ns").value(report.lateNanos());
        out.name("staleness").value(HistogramText.of(report.staleness()));
        return out.endObject();
    }

    private CompletionStage<Answer> end(Call call) {
        return crowd.end().thenApply(_ -> Answer.nothing());
    }
}
