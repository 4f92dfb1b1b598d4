package io.guildstorm.server.fanout;

import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.wire.EventBody;
import io.guildstorm.server.wire.Mentions;

/// One event of a guild, encoded once, shared by all who get it. Immutable; any thread.
/// @param position its place in the guild: epoch in the upper 16 bits, counter in the lower 48, rising for ever
/// @param event what happened, for filters
/// @param body the bytes that every recipient gets
/// @param view the guild right after it
/// @param reachesPassive whether a passive session may want it, which then looks for itself: all but what is
/// said, edited, deleted and typed. Of a text that names somebody it is not known here whom, so all of them
/// look.
public record EncodedEvent(
        long position, GuildId guild, GuildEvent event, EventBody body, GuildView view, boolean reachesPassive) {
    public EncodedEvent(long position, GuildId guild, GuildEvent event, EventBody body, GuildView view) {
        this(position, guild, event, body, view, mayConcernPassive(event));
    }

    private static boolean mayConcernPassive(GuildEvent event) {
        return switch (event) {
            case GuildEvent.MessageCreated(var shown) -> mentionsAnybody(shown.message());
            case GuildEvent.MessageUpdated(var shown) -> mentionsAnybody(shown.message());
            case GuildEvent.MessageDeleted _, GuildEvent.MessagesDeleted _, GuildEvent.TypingStarted _ -> false;
            default -> true;
        };
    }

    private static boolean mentionsAnybody(Message message) {
        return message.mentionsEveryone() || Mentions.anyIn(message.content());
    }
}
