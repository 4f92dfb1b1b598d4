package io.guildstorm.server.guild;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.MessageId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The newest message of each channel and thread of a guild since this process began: what passive sessions are
/// told instead of messages. One that was deleted since stays, as in Discord's `last_message_id`.
///
/// **Owner:** the guild (the feeder), which notes an event before it appends it to the log; so whoever reads
/// the log's newest position first finds here everything up to it. Any thread reads.
public final class LastMessages {
    private final Map<ChannelId, Last> byChannel = new ConcurrentHashMap<>();

    /// @param position of the event that told of it
    public record Last(MessageId message, long position) {}

    void note(EncodedEvent event) {
        switch (event.event()) {
            case GuildEvent.MessageCreated(var shown) ->
                byChannel.put(
                        shown.message().channel(), new Last(shown.message().id(), event.position()));
            case GuildEvent.ChannelDeleted(var channel, var _) -> byChannel.remove(channel.id());
            case GuildEvent.ThreadDeleted(var thread, var _) -> byChannel.remove(thread.id());
            default -> {}
        }
    }

    /// Null: nothing was said there.
    public @Nullable Last in(ChannelId channel) {
        return byChannel.get(channel);
    }
}
