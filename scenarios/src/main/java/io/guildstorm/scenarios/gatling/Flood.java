package io.guildstorm.scenarios.gatling;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import io.guildstorm.scenarios.schedule.Burst;
import io.guildstorm.scenarios.schedule.LoadSchedule;
import io.guildstorm.scenarios.schedule.Ticker;
import java.util.concurrent.atomic.AtomicInteger;

/// One member who sends far more than all others, evenly and over several connections, whatever is answered. Their
/// numbers follow those of the others, so that one audit takes both; their times are in no figure of the others.
///
/// **Owner** of a connection's state: its Gatling session.
final class Flood implements Turns {
    private final LoadSettings settings;
    private final LoadSettings.Flooding flooding;
    private final LoadPlan plan;
    private final SendJournal journal;
    private final Ticker ticker;
    private final AtomicInteger connection = new AtomicInteger();
    private volatile boolean begun;
    private volatile long endNanos;

    Flood(LoadSettings settings, LoadSettings.Flooding flooding, SendJournal journal, Ticker ticker) {
        this.settings = settings;
        this.flooding = flooding;
        this.journal = journal;
        this.ticker = ticker;
        plan = new LoadPlan(new LoadSchedule(
                flooding.ratePerSecond(), Burst.NONE, settings.schedule().seed()));
    }

    /// It begins with the others and ends with them: what it could not send until then it never does.
    /// @param from behind the others' numbers
    void begin(long from, long anchorNanos, long nanos) {
        endNanos = anchorNanos + nanos;
        begun = true;
        plan.add(from, anchorNanos, nanos);
        plan.end();
    }

    @Override
    public LoadPlan.Next next(long cursor, int step) {
        return begun && ticker.nanos() - endNanos >= 0 ? LoadPlan.Over.OVER : plan.next(cursor, step);
    }

    /// What each of its connections does; needs `token` and `author`.
    ChainBuilder connection() {
        var senders = new Senders(
                settings,
                new Senders.Crowd(flooding.connections(), this, new Records(), exec(session -> session)),
                ticker);
        return exec(session -> session.set("over", false).set("cursor", (long) connection.getAndIncrement()))
                .exec(senders.sendUntilOver());
    }

    private final class Records implements SendRecords {
        @Override
        public void started(long intendedNanos, long nowNanos) {}

        @Override
        public void answered(SendJournal.Sent send) {
            journal.flooded(send);
        }

        @Override
        public void refused(SendJournal.Sent send, String retryAfter, String answer) {
            journal.refused(send, retryAfter, answer);
        }
    }
}
