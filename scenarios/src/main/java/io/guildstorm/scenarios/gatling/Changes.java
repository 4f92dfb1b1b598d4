package io.guildstorm.scenarios.gatling;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.guildstorm.scenarios.check.MarkedText;
import io.guildstorm.scenarios.gatling.LatencyLogs.Metric;
import io.guildstorm.scenarios.schedule.Ticker;

/// A few of the messages are edited or deleted by their sender right after: of [#CHANGED_ONE_IN] in a row one each.
///
/// **Owner** of a sender's state: its Gatling session.
final class Changes {
    private static final int CHANGED_ONE_IN = 40;

    private final LoadSettings settings;
    private final LoadRecords records;
    private final Ticker ticker;

    Changes(LoadSettings settings, LoadRecords records, Ticker ticker) {
        this.settings = settings;
        this.records = records;
        this.ticker = ticker;
    }

    /// What a sender does after a send; needs `token`, and what [Senders] knows of the send.
    ChainBuilder afterSend() {
        return doIf(Changes::isToBeEdited)
                .then(edit())
                .doIf(Changes::isToBeDeleted)
                .then(delete());
    }

    private ChainBuilder edit() {
        return exec(session -> session.set("started", ticker.nanos())
                        .set("status", 0)
                        .set("text", MarkedText.edit((int) session.getLong("number"), 1, settings.textLength())))
                .exec(http("edit")
                        .patch("/api/v10/channels/" + settings.channel() + "/messages/#{message}")
                        .header("Authorization", "Bot #{token}")
                        .header("Content-Type", "application/json")
                        .body(StringBody("{\"content\":\"#{text}\"}"))
                        .check(status().saveAs("status")))
                .exec(session -> {
                    long now = ticker.nanos();
                    records.journal()
                            .edited(
                                    session.getLong("number"),
                                    1,
                                    session.getLong("started"),
                                    now,
                                    session.getInt("status"));
                    records.latency(Metric.UPDATE, session.getLong("started"), now);
                    return session;
                });
    }

    private ChainBuilder delete() {
        return exec(session -> session.set("started", ticker.nanos()).set("status", 0))
                .exec(http("delete")
                        .delete("/api/v10/channels/" + settings.channel() + "/messages/#{message}")
                        .header("Authorization", "Bot #{token}")
                        .check(status().saveAs("status")))
                .exec(session -> {
                    long now = ticker.nanos();
                    records.journal()
                            .deleted(
                                    session.getLong("number"),
                                    session.getLong("started"),
                                    now,
                                    session.getInt("status"));
                    records.latency(Metric.DELETE, session.getLong("started"), now);
                    return session;
                });
    }

    private static boolean isToBeEdited(Session session) {
        return session.getBoolean("acknowledged") && session.getLong("number") % CHANGED_ONE_IN == 7;
    }

    private static boolean isToBeDeleted(Session session) {
        return session.getBoolean("acknowledged") && session.getLong("number") % CHANGED_ONE_IN == 23;
    }
}
