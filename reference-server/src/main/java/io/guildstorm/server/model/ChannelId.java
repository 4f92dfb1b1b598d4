package io.guildstorm.server.model;

/// Names one channel or thread: a Snowflake of 17 to 19 decimal digits on the wire, a 64-bit integer here.
/// @param value above zero
public record ChannelId(long value) implements Comparable<ChannelId> {
    public ChannelId {
        if (value <= 0) {
            throw new IllegalArgumentException("channel id not above zero: " + value);
        }
    }

    @Override
    public int compareTo(ChannelId other) {
        return Long.compare(value, other.value);
    }

    /// The decimal digits, as they stand on the wire.
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
