package io.guildstorm.server.fanout;

/// Lets a strategy's [FanoutStrategy.Fanout#close] promise that no delivery starts after it returned, without a lock
/// on the path of a delivery: a lane says that it is about to deliver, then looks whether it still may; who closes
/// says so, then waits for the one delivery that may be under way.
///
/// Strategies of others may use it as ours do: one a lane.
///
/// **Owner:** one lane delivers, the feeder closes.
public final class Turn {
    private volatile boolean delivering;
    private volatile boolean closed;

    public boolean closed() {
        return closed;
    }

    /// Lane only. Between this and [#end], [#serve] may be called; nothing else belongs there.
    public void begin() {
        delivering = true;
    }

    public void end() {
        delivering = false;
    }

    /// Lane only, between [#begin] and [#end]. A recipient that throws is ended (it resumes); the others do not
    /// notice. False: closed, nothing was delivered.
    public boolean serve(Recipient recipient, EncodedEvent event) {
        if (closed) {
            return false;
        }
        try {
            recipient.deliver(event);
        } catch (RuntimeException | AssertionError failed) {
            recipient.abandon("a delivery failed: " + failed);
        }
        return true;
    }

    /// Lane only: a turn of one delivery.
    public void deliver(Recipient recipient, EncodedEvent event) {
        begin();
        try {
            serve(recipient, event);
        } finally {
            end();
        }
    }

    /// Feeder only; waits for at most one delivery, some microseconds. On the lane itself nothing can be under
    /// way but the caller.
    public void close(Lane lane) {
        closed = true;
        if (!lane.inLane()) {
            while (delivering) {
                Thread.onSpinWait();
            }
        }
    }
}
