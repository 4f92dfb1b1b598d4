package io.guildstorm.scenarios.gatling;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.guildstorm.scenarios.check.MarkedText;
import io.guildstorm.scenarios.gatling.LatencyLogs.Metric;
import io.guildstorm.scenarios.schedule.Ticker;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/// People who send on a shared schedule, in turn: of K senders, the k-th has the numbers k, k + K, k + 2K …
///
/// A sender who is late sends at once and stays late until it has caught up: no send is dropped, and its wait counts,
/// as latency is taken from the intended instant. A few of the messages are edited or deleted by their sender right
/// after.
///
/// **Owner** of a sender's state: its Gatling session.
final class Senders {
    /// Of this many messages in a row one is edited, another one deleted.
    private static final int CHANGED_ONE_IN = 40;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Of each sender; all together some hundreds: more would have the server compile anew what it does in the measured
    /// time.
    private static final int REHEARSALS = 3;

    private final LoadSettings settings;
    private final LoadPlan plan;
    private final LoadRecords records;
    private final Ticker ticker;

    Senders(LoadSettings settings, LoadPlan plan, LoadRecords records, Ticker ticker) {
        this.settings = settings;
        this.plan = plan;
        this.records = records;
        this.ticker = ticker;
    }

    /// What sending takes, on a server's other channel: the first hundreds of requests of a process cost it ten times
    /// those that follow, and a burst of them made every one late.
    ChainBuilder rehearse(LoadSettings.Rehearsal where) {
        String text = MarkedText.edit(0, 1, settings.textLength());
        return repeat(REHEARSALS)
                .on(exec(session -> session.set("text", text).set("status", 0).set("message", ""))
                        .exec(http("rehearsal")
                                .post("/api/v10/channels/" + where.channel() + "/messages")
                                .header("Authorization", "Bot " + where.token())
                                .header("Content-Type", "application/json")
                                .body(StringBody("{\"content\":\"#{text}\"}"))
                                .check(
                                        status().saveAs("status"),
                                        bodyString().transform(Senders::idIn).saveAs("message"))));
    }

    /// Needs `token`, `author` and `cursor` in the session; ends when the plan is over.
    ChainBuilder sendUntilOver() {
        return asLongAs(session -> !session.getBoolean("over"))
                .on(exec(this::chooseNext)
                        .exec(pause(this::untilDue))
                        .exec(doIf(session -> session.getBoolean("due"))
                                .then(exec(this::waitOut)
                                        .exec(this::begin)
                                        .exec(post())
                                        .exec(this::sent)
                                        .exec(doIf(Senders::isToBeEdited).then(edit()))
                                        .exec(doIf(Senders::isToBeDeleted).then(delete())))));
    }

    private Session chooseNext(Session session) {
        return switch (plan.next(session.getLong("cursor"), settings.senders())) {
            case LoadPlan.Due(long number, long nanos) ->
                session.set("due", true)
                        .set("number", number)
                        .set("intended", nanos)
                        .set("cursor", number + settings.senders());
            case LoadPlan.Unknown.UNKNOWN -> session.set("due", false);
            case LoadPlan.Over.OVER -> session.set("due", false).set("over", true);
        };
    }

    private Duration untilDue(Session session) {
        if (session.getBoolean("over")) {
            return Duration.ZERO;
        }
        return session.getBoolean("due")
                ? Duration.ofNanos(Math.max(0, session.getLong("intended") - ticker.nanos()))
                : LOOK_AGAIN;
    }

    /// Gatling pauses whole milliseconds and rounds down: what is left is waited for here, so that no send is
    /// early.
    private Session waitOut(Session session) {
        long due = session.getLong("intended");
        for (long left = due - ticker.nanos(); left > 0; left = due - ticker.nanos()) LockSupport.parkNanos(left);
        return session;
    }

    private Session begin(Session session) {
        long now = ticker.nanos();
        records.started(session.getLong("intended"), now);
        int number = (int) session.getLong("number");
        return session.set("started", now)
                .set("text", MarkedText.create(number, session.getLong("intended"), settings.textLength()))
                .set("nonce", Long.toString(session.getLong("intended"), Character.MAX_RADIX) + "-" + number)
                .set("status", 0)
                .set("message", "");
    }

    private HttpRequestActionBuilder post() {
        return http("send")
                .post("/api/v10/channels/" + settings.channel() + "/messages")
                .header("Authorization", "Bot #{token}")
                .header("Content-Type", "application/json")
                .body(StringBody("{\"content\":\"#{text}\",\"nonce\":\""
                        + settings.schedule().seed() + "-#{number}\",\"enforce_nonce\":true}"))
                .check(
                        status().saveAs("status"),
                        bodyString().transform(Senders::idIn).saveAs("message"));
    }

    private Session sent(Session session) {
        long now = ticker.nanos();
        int status = session.getInt("status");
        boolean acknowledged = status / 100 == 2;
        records.answered(new SendJournal.Sent(
                session.getLong("number"),
                session.getLong("intended"),
                session.getLong("started"),
                now,
                status,
                acknowledged ? Objects.requireNonNullElse(session.getString("message"), "") : "",
                session.getLong("author")));
        return session.set("acknowledged", acknowledged);
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

    /// The id of the message in an answer; empty when there is none.
    static String idIn(String body) {
        try {
            return JSON.readTree(body).path("id").asText("");
        } catch (JsonProcessingException _) {
            return ""; // an answer that is not JSON names no message
        }
    }
}
