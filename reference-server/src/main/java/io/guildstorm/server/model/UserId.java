package io.guildstorm.server.model;

/// Names one person or bot: a Snowflake of 17 to 19 decimal digits on the wire, a 64-bit integer here.
/// @param value above zero
public record UserId(long value) implements Comparable<UserId> {
    public UserId {
        if (value <= 0) {
            throw new IllegalArgumentException("user id not above zero: " + value);
        }
    }

    @Override
    public int compareTo(UserId other) {
        return Long.compare(value, other.value);
    }

    /// The decimal digits, as they stand on the wire.
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
