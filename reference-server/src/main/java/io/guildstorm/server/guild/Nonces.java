package io.guildstorm.server.guild;

import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.Nonce;
import io.guildstorm.server.model.Snowflake;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.store.ClaimedGuild.UsedNonce;
import io.guildstorm.server.store.MessageStore;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which message each nonce of the last five minutes has made. Time is that of the ids, so that it neither stands nor
/// steps back, and is the same after a restart.
///
/// **Owner:** the guild.
final class Nonces {
    private final Map<Key, MessageId> first = new HashMap<>();
    private final ArrayDeque<Use> byAge = new ArrayDeque<>();

    Nonces(List<UsedNonce> used) {
        used.forEach(nonce -> note(new Key(nonce.channel(), nonce.author(), nonce.nonce()), nonce.message()));
    }

    /// The message that `key` made, if it is not older than five minutes before `now`.
    /// @param now the newest id
    @Nullable
    MessageId firstOf(Key key, long now) {
        for (var oldest = byAge.peek(); oldest != null && expired(oldest.message, now); oldest = byAge.peek()) {
            byAge.remove();
            first.remove(oldest.key, oldest.message);
        }
        return first.get(key);
    }

    /// Ids rise from call to call. A nonce that is in use stays with its first message.
    void note(Key key, MessageId message) {
        if (first.putIfAbsent(key, message) == null) {
            byAge.add(new Use(key, message));
        }
    }

    private static boolean expired(MessageId message, long now) {
        long ageMillis = (now >>> Snowflake.TIME_SHIFT) - (message.value() >>> Snowflake.TIME_SHIFT);
        return ageMillis >= MessageStore.NONCE_WINDOW.toMillis();
    }

    record Key(ChannelId channel, UserId author, Nonce nonce) {}

    private record Use(Key key, MessageId message) {}
}
