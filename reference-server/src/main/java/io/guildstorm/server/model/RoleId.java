package io.guildstorm.server.model;

/// Names one role; the role whose id is the guild's is @everyone: a Snowflake of 17 to 19 decimal digits on the wire,
/// a 64-bit integer here.
/// @param value above zero
public record RoleId(long value) implements Comparable<RoleId> {
    public RoleId {
        if (value <= 0) {
            throw new IllegalArgumentException("role id not above zero: " + value);
        }
    }

    @Override
    public int compareTo(RoleId other) {
        return Long.compare(value, other.value);
    }

    /// The decimal digits, as they stand on the wire.
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
