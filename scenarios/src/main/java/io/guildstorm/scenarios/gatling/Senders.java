package io.guildstorm.scenarios.gatling;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.guildstorm.scenarios.check.MarkedText;
import io.guildstorm.scenarios.schedule.Ticker;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/// People who send on a shared schedule, in turn: of K senders, the k-th has the numbers k, k + K, k + 2K …
///
/// A sender who is late sends at once and stays late until it has caught up: no send is dropped, and its wait counts,
/// as latency is taken from the intended instant.
///
/// **Owner** of a sender's state: its Gatling session.
final class Senders {
    private static final int TOO_MANY = 429;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Of each sender; all together some hundreds: more would have the server compile anew what it does in the measured
    /// time.
    private static final int REHEARSALS = 3;

    private final LoadSettings settings;
    private final Crowd crowd;
    private final Ticker ticker;

    /// @param size senders, who take turns
    /// @param turns when each send is due
    /// @param records told what becomes of each
    /// @param afterwards what a sender does after each send; may do nothing
    record Crowd(int size, Turns turns, SendRecords records, ChainBuilder afterwards) {}

    Senders(LoadSettings settings, Crowd crowd, Ticker ticker) {
        this.settings = settings;
        this.crowd = crowd;
        this.ticker = ticker;
    }

    /// What sending takes, on a server's other channel: the first hundreds of requests of a process cost it ten times
    /// those that follow, and a burst of them made every one late. Each of the first senders does it by a user of
    /// its own, as a server may let one send some times only.
    ChainBuilder rehearse(LoadSettings.Rehearsal where) {
        String text = MarkedText.edit(0, 1, settings.textLength());
        var tokens = new ConcurrentLinkedQueue<>(where.tokens());
        return exec(session -> session.set("rehearsal", Objects.requireNonNullElse(tokens.poll(), "")))
                .doIf(session -> !"".equals(session.getString("rehearsal")))
                .then(rehearse(where, text));
    }

    private static ChainBuilder rehearse(LoadSettings.Rehearsal where, String text) {
        return repeat(REHEARSALS)
                .on(exec(session -> session.set("text", text).set("status", 0).set("message", ""))
                        .exec(http("rehearsal")
                                .post("/api/v10/channels/" + where.channel() + "/messages")
                                .header("Authorization", "Bot #{rehearsal}")
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
                                        .exec(crowd.afterwards()))));
    }

    private Session chooseNext(Session session) {
        return switch (crowd.turns().next(session.getLong("cursor"), crowd.size())) {
            case LoadPlan.Due(long number, long nanos) ->
                session.set("due", true)
                        .set("number", number)
                        .set("intended", nanos)
                        .set("cursor", number + crowd.size());
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
        crowd.records().started(session.getLong("intended"), now);
        int number = (int) session.getLong("number");
        return session.set("started", now)
                .set("text", text(number, session.getLong("intended")))
                .set("nonce", Long.toString(session.getLong("intended"), Character.MAX_RADIX) + "-" + number)
                .set("status", 0)
                .set("answer", "")
                .set("retryAfter", "")
                .set("message", "");
    }

    private String text(int number, long intended) {
        return settings.toEveryone()
                ? MarkedText.createToEveryone(number, intended, settings.textLength())
                : MarkedText.create(number, intended, settings.textLength());
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
                        header("Retry-After").optional().saveAs("retryAfter"),
                        bodyString().saveAs("answer"));
    }

    private Session sent(Session session) {
        long now = ticker.nanos();
        int status = session.getInt("status");
        boolean acknowledged = status / 100 == 2;
        String answer = Objects.requireNonNullElse(session.getString("answer"), "");
        String message = acknowledged ? idIn(answer) : "";
        var send = new SendJournal.Sent(
                session.getLong("number"),
                session.getLong("intended"),
                session.getLong("started"),
                now,
                status,
                message,
                session.getLong("author"));
        crowd.records().answered(send);
        if (status == TOO_MANY)
            crowd.records().refused(send, Objects.requireNonNullElse(session.getString("retryAfter"), ""), answer);
        return session.set("acknowledged", acknowledged).set("message", message);
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
