package io.guildstorm.scenarios.schedule;

import java.util.Locale;

/// The open-model load of a run: when the n-th send is due, whatever became of those before it.
///
/// Time is cut into blocks as long as [Burst#every]. A block starts with its burst, all at one instant, and spreads
/// its other sends evenly. Counts are exact over time: by the end of block b, floor(b × rate × block) sends were due,
/// so a rate that gives no whole number per block loses nothing. Without bursts all sends are evenly spaced.
/// @param ratePerSecond mean rate, bursts included, above zero
/// @param burst what of it falls due at once
/// @param seed shifts the evenly spaced sends by a part of their spacing, so that runs do not all meet the server's
/// timers at the same phase
public record LoadSchedule(double ratePerSecond, Burst burst, long seed) {
    private static final double NANOS = 1e9;

    public LoadSchedule {
        if (!(ratePerSecond > 0 && ratePerSecond <= 1e6))
            throw new IllegalArgumentException("rate not in (0, 1000000] per second: " + ratePerSecond);
        double perBlock = ratePerSecond * burst.every().toNanos() / NANOS;
        if (burst.size() > perBlock) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "burst %s is more than the %.0f messages that %s a second make in %d ms: lower the burst or raise"
                            + " the rate",
                    burst,
                    Math.floor(perBlock),
                    plain(ratePerSecond),
                    burst.every().toMillis()));
        }
    }

    /// Nanoseconds from the anchor to the instant at which send `index` (from 0) is due; never falls as `index`
    /// rises.
    public long offsetNanos(long index) {
        if (index < 0) throw new IllegalArgumentException("index below zero: " + index);
        if (burst.size() == 0) return (long) ((index + phase()) / ratePerSecond * NANOS);
        long block = blockOf(index);
        long first = firstOf(block);
        long count = firstOf(block + 1) - first;
        long blockNanos = burst.every().toNanos();
        long atOnce = Math.min(burst.size(), count);
        long rank = index - first;
        if (rank < atOnce) return block * blockNanos;
        return block * blockNanos + (long) (blockNanos * ((rank - atOnce + phase()) / (count - atOnce)));
    }

    /// How many sends are due before `offsetNanos`; also the index of the first that is due at or after it.
    public long countBefore(long offsetNanos) {
        if (offsetNanos <= 0) return 0;
        long low = 0;
        long high = (long) ((offsetNanos + burst.every().toNanos()) / NANOS * ratePerSecond) + 2;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (offsetNanos(middle) < offsetNanos) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// The sends that are due in `[fromNanos, toNanos)`.
    public Phase phase(String name, long fromNanos, long toNanos) {
        return new Phase(name, fromNanos, toNanos, countBefore(fromNanos), countBefore(toNanos));
    }

    private long blockOf(long index) {
        long block = (long) (index / perBlock());
        while (firstOf(block + 1) <= index) block++;
        while (firstOf(block) > index) block--;
        return block;
    }

    private long firstOf(long block) {
        return (long) Math.floor(block * perBlock() + 1e-6); // a whole number must not fall short by rounding
    }

    private double perBlock() {
        return ratePerSecond * burst.every().toNanos() / NANOS;
    }

    /// Between 0 and 1, from the seed.
    private double phase() {
        long mixed = (seed + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
    }

    private static String plain(double rate) {
        return rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
    }
}
