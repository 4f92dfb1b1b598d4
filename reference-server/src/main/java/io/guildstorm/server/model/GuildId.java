package io.guildstorm.server.model;

/// Names one guild: a Snowflake of 17 to 19 decimal digits on the wire, a 64-bit integer here.
/// @param value above zero
public record GuildId(long value) implements Comparable<GuildId> {
    public GuildId {
        if (value <= 0) {
            throw new IllegalArgumentException("guild id not above zero: " + value);
        }
    }

    @Override
    public int compareTo(GuildId other) {
        return Long.compare(value, other.value);
    }

    /// The decimal digits, as they stand on the wire.
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
