package io.guildstorm.scenarios.gatling;

import io.guildstorm.scenarios.gatling.LatencyLogs.Metric;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// What the active users did: counts for the live lines, latencies, and the journal of sends.
///
/// Recording: any thread. [#close] after the last user has ended.
final class LoadRecords implements SendRecords, AutoCloseable {
    private final LatencyLogs latencies;
    private final SendJournal journal;
    private final LongAdder started = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final AtomicLong lagMaxNanos = new AtomicLong();
    private volatile long judgedFromNanos;
    private volatile long judgedToNanos;

    LoadRecords(LatencyLogs latencies, SendJournal journal) {
        this.latencies = latencies;
        this.journal = journal;
    }

    /// Latencies count when their beginning lies in `[from, to)`; before this call none does.
    void judge(long fromNanos, long toNanos) {
        judgedFromNanos = fromNanos;
        judgedToNanos = toNanos;
    }

    @Override
    public void started(long intendedNanos, long nowNanos) {
        started.increment();
        lagMaxNanos.accumulateAndGet(nowNanos - intendedNanos, Math::max);
        latency(Metric.GENERATOR_LAG, intendedNanos, nowNanos);
    }

    @Override
    public void answered(SendJournal.Sent send) {
        journal.sent(send);
        if (SendJournal.Outcome.of(send.status()) == SendJournal.Outcome.ACKNOWLEDGED) {
            acknowledged.increment();
            latency(Metric.SEND_ACK, send.intendedNanos(), send.answeredNanos());
        } else {
            failed.increment();
        }
    }

    @Override
    public void refused(SendJournal.Sent send, String retryAfter, String answer) {
        journal.refused(send, retryAfter, answer);
    }

    void latency(Metric metric, long fromNanos, long toNanos) {
        if (fromNanos >= judgedFromNanos && fromNanos < judgedToNanos) latencies.record(metric, toNanos - fromNanos);
    }

    SendJournal journal() {
        return journal;
    }

    /// Ends the current interval of every log; the thread `recorder` alone.
    void writeInterval() {
        latencies.writeInterval();
    }

    /// @param lagMaxNanos the greatest lateness since the last call
    record Counts(long started, long acknowledged, long failed, long lagMaxNanos) {}

    Counts counts() {
        return new Counts(started.sum(), acknowledged.sum(), failed.sum(), lagMaxNanos.getAndSet(0));
    }

    @Override
    public void close() throws IOException {
        latencies.close();
        journal.close();
    }
}
