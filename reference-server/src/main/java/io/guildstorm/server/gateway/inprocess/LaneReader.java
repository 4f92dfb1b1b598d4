package io.guildstorm.server.gateway.inprocess;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.model.Ticker;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// What the in-process sessions of one lane share: how events are read, what came when, who has got what.
///
/// **Owner:** the lane.
final class LaneReader {
    /// As many as fan-out may have under way at once.
    private static final int KEPT = 32;

    private static final long LOWEST_NANOS = 1_000;
    private static final long HIGHEST_NANOS = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    private final Lane lane;
    private final Ticker ticker;
    private final @Nullable ReadEvent[] reading = new ReadEvent[KEPT];
    private final List<Arriving> measured = new ArrayList<>();
    private long judgedFrom = Long.MIN_VALUE;
    private long judgedTo = Long.MAX_VALUE;
    final Histories histories = new Histories();
    final Histogram delays = histogram();

    /// @param ticker the clock that intended instants are told by
    LaneReader(Lane lane, Ticker ticker) {
        this.lane = lane;
        this.ticker = ticker;
    }

    /// Whose delays count: messages that are due in this time.
    void judge(long fromNanos, long toNanos) {
        judgedFrom = fromNanos;
        judgedTo = toNanos;
        delays.reset();
    }

    /// @param delay to the last byte of one session's frame
    void delayed(MeasuredText text, long delay) {
        if (text.intendedNanos() >= judgedFrom && text.intendedNanos() < judgedTo) {
            delays.recordValue(Math.min(delay, HIGHEST_NANOS));
        }
    }

    /// From a microsecond to an hour.
    static Histogram histogram() {
        return new Histogram(LOWEST_NANOS, HIGHEST_NANOS, DIGITS);
    }

    Lane lane() {
        return lane;
    }

    long now() {
        return ticker.nanos();
    }

    /// The event as these sessions read it, made ready once for all of them.
    @SuppressWarnings("ReferenceEquality") // the same event, for the next block
    ReadEvent of(EncodedEvent event) {
        int slot = (int) event.position() & (KEPT - 1);
        var known = reading[slot];
        if (known == null || known.event() != event) {
            known = new ReadEvent(event);
            reading[slot] = known;
            if (known.arriving() != null) {
                measured.add(known.arriving());
            }
        }
        return known;
    }

    /// Measured messages that came, in their order.
    List<Arriving> measured() {
        return measured;
    }
}
