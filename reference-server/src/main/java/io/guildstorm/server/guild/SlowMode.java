package io.guildstorm.server.guild;

import io.guildstorm.server.model.AnyChannel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.UserId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// When each author spoke last in the channels that have a slow mode. It is not stored: a restart lets everyone speak.
///
/// **Owner:** the guild. It forgets who may speak again, so that it holds at most those who spoke within the longest
/// slow mode.
final class SlowMode {
    private static final int SWEEP_EVERY = 1_024;

    private final Map<Key, Long> mayAgainMillis = new HashMap<>();
    private int sinceSweep;

    /// How long the author has to wait; zero: not at all.
    Duration left(AnyChannel channel, UserId author, long nowMillis) {
        if (channel.slowmodeSeconds() == 0) {
            return Duration.ZERO;
        }
        long again = mayAgainMillis.getOrDefault(new Key(channel.id(), author), nowMillis);
        return Duration.ofMillis(Math.max(0, again - nowMillis));
    }

    void spoke(AnyChannel channel, UserId author, long nowMillis) {
        if (channel.slowmodeSeconds() == 0) {
            return;
        }
        mayAgainMillis.put(new Key(channel.id(), author), nowMillis + channel.slowmodeSeconds() * 1_000L);
        if (++sinceSweep >= SWEEP_EVERY) {
            sinceSweep = 0;
            mayAgainMillis.values().removeIf(again -> again <= nowMillis);
        }
    }

    private record Key(ChannelId channel, UserId author) {}
}
