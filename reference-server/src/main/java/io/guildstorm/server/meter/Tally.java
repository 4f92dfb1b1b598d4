package io.guildstorm.server.meter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The counts of one lane, one number a [Meter]: a plain addition on the lane, no contention, no fence.
///
/// **Owner:** the lane, the only one that adds. Any thread reads, and may see a count a moment late.
@SuppressWarnings("EnumOrdinal") // an index into this process's own array, never written anywhere
public final class Tally {
    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] counts = new long[Meter.values().length];

    /// On the lane only.
    public void add(Meter meter, long more) {
        int at = meter.ordinal();
        COUNT.setOpaque(counts, at, counts[at] + more);
    }

    public long read(Meter meter) {
        return (long) COUNT.getOpaque(counts, meter.ordinal());
    }
}
