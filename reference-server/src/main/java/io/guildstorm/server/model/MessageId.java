package io.guildstorm.server.model;

/// Names one message; ids of one channel rise in its order: a Snowflake of 17 to 19 decimal digits on the wire, a
/// 64-bit integer here.
/// @param value above zero
public record MessageId(long value) implements Comparable<MessageId> {
    public MessageId {
        if (value <= 0) {
            throw new IllegalArgumentException("message id not above zero: " + value);
        }
    }

    @Override
    public int compareTo(MessageId other) {
        return Long.compare(value, other.value);
    }

    /// The decimal digits, as they stand on the wire.
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
