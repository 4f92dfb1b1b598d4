package io.guildstorm.scenarios.gatling;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.ws;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.guildstorm.scenarios.gatling.LatencyLogs.Metric;
import io.guildstorm.scenarios.schedule.Ticker;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// People who hold a WebSocket as a client library does: hello, identify, ready, heartbeats. What they receive is
/// timed by Gatling's frame hook, which knows neither socket nor user: a cross-check of the swarm, never the audit.
///
/// **Owner** of a user's state: its Gatling session; [#received] runs on Gatling's event loops.
final class SocketUsers {
    /// GUILDS, GUILD_MESSAGES, MESSAGE_CONTENT.
    private static final int INTENTS = 1 | 1 << 9 | 1 << 15;

    /// How often a user looks whether the run is over, and every how many looks it sends a heartbeat: well within
    /// any interval that a server asks for in its hello (41.25 s is usual).
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final int HEARTBEAT_LOOKS = 30;

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final String MARK = "\"content\":\"~G";
    private static final int NUMBER_DIGITS = 8;
    private static final int INSTANT_DIGITS = 16;

    private final LoadRecords records;
    private final Ticker ticker;

    SocketUsers(LoadRecords records, Ticker ticker) {
        this.records = records;
        this.ticker = ticker;
    }

    /// Needs `token` in the session.
    ChainBuilder listenWhile(Predicate<Session> running, String gateway) {
        return exec(ws("connect")
                        .connect(gateway)
                        .await(ANSWER_WITHIN)
                        .on(ws.checkTextMessage("hello")
                                .matching(jsonPath("$.op").ofInt().is(10))))
                .exec(ws("identify")
                        .sendText("{\"op\":2,\"d\":{\"token\":\"#{token}\",\"intents\":" + INTENTS
                                + ",\"properties\":{\"os\":\"linux\",\"browser\":\"gatling\",\"device\":\"gatling\"}}}")
                        .await(ANSWER_WITHIN)
                        .on(ws.checkTextMessage("ready")
                                .matching(jsonPath("$.t").is("READY"))))
                .exec(asLongAs(running::test, "look")
                        .on(exec(pause(LOOK))
                                .exec(doIf(session -> session.getInt("look") % HEARTBEAT_LOOKS == 0)
                                        .then(ws("heartbeat").sendText("{\"op\":1,\"d\":null}")))))
                .exec(ws("leave").close());
    }

    /// The frame hook: times what arrives; the answer is always "no reply".
    @Nullable
    String received(String frame) {
        int mark = frame.indexOf(MARK);
        if (mark >= 0) {
            int from = mark + MARK.length() + NUMBER_DIGITS + 1;
            long intended = Long.parseUnsignedLong(frame, from, from + INSTANT_DIGITS, 16);
            records.latency(Metric.DELIVERY_ACTIVE, intended, ticker.nanos());
        }
        return null;
    }
}
