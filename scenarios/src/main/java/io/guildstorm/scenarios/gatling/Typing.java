package io.guildstorm.scenarios.gatling;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.guildstorm.scenarios.schedule.Ticker;
import io.guildstorm.scenarios.schedule.Typists;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// People who type, each on a schedule that does not wait for the server. Nobody types before the first send is due or
/// after the last of the first phase: whoever could not by then never does.
///
/// **Owner** of a member's state: its Gatling session.
final class Typing {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final long NANOS_IN_MILLI = 1_000_000;

    private final LoadSettings settings;
    private final SendJournal journal;
    private final Ticker ticker;
    private volatile boolean begun;
    private volatile long anchorNanos;
    private volatile long endNanos;

    Typing(LoadSettings settings, SendJournal journal, Ticker ticker) {
        this.settings = settings;
        this.journal = journal;
        this.ticker = ticker;
    }

    /// How many type.
    int members() {
        return settings.typing().stream().mapToInt(Typists::count).sum();
    }

    /// Who they are and when each is due, for a feeder. A sender may be one of them.
    Iterator<Map<String, Object>> users() {
        List<Map<String, Object>> users = new ArrayList<>();
        List<String> tokens = settings.tokens();
        for (Typists group : settings.typing()) {
            for (int i = 0; i < group.count(); i++) {
                String token = tokens.get((group.from() + i) % tokens.size());
                users.add(Map.of(
                        "token", token,
                        "author", LoadSettings.userOf(token),
                        "due", group.offsetNanos(i),
                        "every", group.every().toNanos()));
            }
        }
        return users.iterator();
    }

    /// The first phase is known.
    void begin(long anchor, long nanos) {
        anchorNanos = anchor;
        endNanos = anchor + nanos;
        begun = true;
    }

    /// Needs what [#users] feeds.
    ChainBuilder typeWhile(Predicate<Session> running) {
        return asLongAs(session -> running.test(session) && !isOver(session))
                .on(pause(this::untilDue).exec(doIf(this::isDue).then(exec(type()))));
    }

    private boolean isDue(Session session) {
        return begun && due(session) - ticker.nanos() <= 0 && !isOver(session);
    }

    private boolean isOver(Session session) {
        return begun && (due(session) - endNanos >= 0 || ticker.nanos() - endNanos >= 0);
    }

    private long due(Session session) {
        return anchorNanos + session.getLong("due");
    }

    /// Gatling pauses whole milliseconds and rounds down: nobody is to be early.
    private Duration untilDue(Session session) {
        if (!begun) return LOOK_AGAIN;
        return Duration.ofMillis(Math.max(0, Math.ceilDiv(due(session) - ticker.nanos(), NANOS_IN_MILLI)));
    }

    private ChainBuilder type() {
        return exec(session -> session.set("started", ticker.nanos()).set("status", 0))
                .exec(http("typing")
                        .post("/api/v10/channels/" + settings.channel() + "/typing")
                        .header("Authorization", "Bot #{token}")
                        .check(status().saveAs("status")))
                .exec(session -> {
                    journal.typed(
                            session.getLong("author"),
                            session.getLong("started"),
                            ticker.nanos(),
                            session.getInt("status"));
                    return session.set("due", session.getLong("due") + session.getLong("every"));
                });
    }
}
