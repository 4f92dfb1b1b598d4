package io.guildstorm.scenarios.gatling;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.ws;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.guildstorm.scenarios.check.Status;
import io.guildstorm.scenarios.check.StatusJournal.How;
import io.guildstorm.scenarios.check.StatusJournal.Row;
import io.guildstorm.scenarios.presence.Flicker;
import io.guildstorm.scenarios.schedule.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// People whose status changes ten times in three seconds. Each holds a WebSocket as a client library does, and changes
/// when its schedule says so, whatever the server makes of it; it asks for nobody else's status.
///
/// **Owner** of a user's state: its Gatling session.
final class FlickeringUsers {
    /// GUILDS.
    private static final int INTENTS = 1;

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final FlickerSettings settings;
    private final FlickerJournal journal;
    private final FlickerControl control;
    private final Ticker ticker;
    private final Runnable signedIn;

    /// @param signedIn run when one of them is ready
    FlickeringUsers(
            FlickerSettings settings,
            FlickerJournal journal,
            FlickerControl control,
            Ticker ticker,
            Runnable signedIn) {
        this.settings = settings;
        this.journal = journal;
        this.control = control;
        this.ticker = ticker;
        this.signedIn = signedIn;
    }

    /// Needs `token`, `user` and `number` in the session.
    ChainBuilder flicker() {
        return exec(ws("connect")
                        .connect(settings.gateway())
                        .await(ANSWER_WITHIN)
                        .on(ws.checkTextMessage("hello")
                                .matching(jsonPath("$.op").ofInt().is(10))))
                .exec(ws("identify")
                        .sendText("{\"op\":2,\"d\":{\"token\":\"#{token}\",\"intents\":" + INTENTS
                                + ",\"properties\":{\"os\":\"linux\",\"browser\":\"gatling\",\"device\":\"gatling\"}}}")
                        .await(ANSWER_WITHIN)
                        .on(ws.checkTextMessage("ready")
                                .matching(jsonPath("$.t").is("READY"))))
                .exec(this::ready)
                .exec(asLongAs(session -> !control.ended())
                        .on(exec(this::choose)
                                .exec(pause(this::untilDue))
                                .exec(doIfOrElse(session -> session.getBoolean("changes"))
                                        .then(exec(this::change)
                                                .exec(ws("status")
                                                        .sendText(
                                                                "{\"op\":3,\"d\":{\"status\":\"#{status}\",\"since\":null,"
                                                                        + "\"activities\":[],\"afk\":false}}")))
                                        .orElse(doIfOrElse(session -> session.getBoolean("beats"))
                                                .then(ws("heartbeat").sendText("{\"op\":1,\"d\":null}"))
                                                .orElse(exec(session -> session))))))
                .exec(ws("leave").close());
    }

    private Session ready(Session session) {
        long now = ticker.nanos();
        journal.add(new Row(session.getLong("user"), Status.ONLINE, How.READY, now, now));
        signedIn.run();
        // not all at once
        long phase = settings.heartbeat().toNanos()
                * session.getInt("number")
                / settings.tokens().size();
        return session.set("beat", now + phase).set("done", 0);
    }

    /// What is due next: a change, a heartbeat, or neither for a while.
    private Session choose(Session session) {
        long beat = session.getLong("beat");
        List<Flicker.Change> changes = Flicker.of(session.getInt("number"), settings.seed());
        int done = session.getInt("done");
        if (control.begun() && done < changes.size()) {
            Flicker.Change next = changes.get(done);
            long due = control.anchorNanos() + next.offsetNanos();
            if (due <= beat)
                return session.set("changes", true)
                        .set("beats", false)
                        .set("due", due)
                        .set("to", next.to())
                        .set("done", done + 1);
        }
        long soon = ticker.nanos() + LOOK_AGAIN.toNanos();
        boolean beats = beat <= soon;
        return session.set("changes", false)
                .set("beats", beats)
                .set("due", beats ? beat : soon)
                .set("beat", beats ? beat + settings.heartbeat().toNanos() : beat);
    }

    private Duration untilDue(Session session) {
        return Duration.ofNanos(Math.max(0, session.getLong("due") - ticker.nanos()));
    }

    /// Gatling pauses whole milliseconds and rounds down: what is left is waited for here, so that none is early.
    private Session change(Session session) {
        long due = session.getLong("due");
        for (long left = due - ticker.nanos(); left > 0; left = due - ticker.nanos()) LockSupport.parkNanos(left);
        Status to = session.get("to");
        if (to == null) return session.markAsFailed();
        journal.add(new Row(session.getLong("user"), to, How.CHANGED, due, ticker.nanos()));
        return session.set("status", to.word());
    }
}
