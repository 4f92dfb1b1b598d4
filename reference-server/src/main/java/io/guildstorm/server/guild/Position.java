package io.guildstorm.server.guild;

/// A place in a guild's order: the owner's epoch in the upper 16 bits, a counter in the lower 48. The counter goes on
/// from owner to owner, so that positions in a row differ by one except where the owner changes, and distances are
/// those of the counters.
final class Position {
    private static final int COUNTER_BITS = 48;
    private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;
    private static final long EPOCH_MAX = (1 << (Long.SIZE - COUNTER_BITS - 1)) - 1;

    private Position() {}

    /// Where an owner begins: nothing at this position was or will be published by it.
    static long of(long epoch, long previous) {
        if (epoch > EPOCH_MAX) { // positions are compared as signed numbers
            throw new IllegalStateException("the guild had " + EPOCH_MAX + " owners: no epoch is left");
        }
        return (epoch << COUNTER_BITS) | (previous & COUNTER_MASK);
    }

    /// How many events lie between two positions, the later included.
    static long between(long earlier, long later) {
        return (later & COUNTER_MASK) - (earlier & COUNTER_MASK);
    }
}
