package io.guildstorm.server.gateway.session;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildEvent.MemberJoined;
import io.guildstorm.server.model.GuildEvent.MemberLeft;
import io.guildstorm.server.model.GuildEvent.MessageCreated;
import io.guildstorm.server.model.GuildEvent.MessageDeleted;
import io.guildstorm.server.model.GuildEvent.MessageUpdated;
import io.guildstorm.server.model.GuildEvent.TypingStarted;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.Intent;
import io.guildstorm.server.wire.Mentions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one event means for a reader, found once and asked for each of them: a delivery and the replay of it pass the
/// same filter, so a journal need not say which events of a run passed. Immutable.
///
/// @param channel where it happened; null: in the guild as a whole
/// @param message what was said; null: nothing
/// @param mentioned whom the message names
record EventFilter(
        EncodedEvent event,
        @Nullable ChannelId channel,
        @Nullable Message message,
        List<UserId> mentioned) {

    static EventFilter of(EncodedEvent event) {
        return switch (event.event()) {
            case MessageCreated(var message) -> said(event, message);
            case MessageUpdated(var message) -> said(event, message);
            case MessageDeleted deletion -> new EventFilter(event, deletion.channel(), null, List.of());
            case TypingStarted typing -> new EventFilter(event, typing.channel(), null, List.of());
            case MemberJoined _, MemberLeft _ -> new EventFilter(event, null, null, List.of());
        };
    }

    private static EventFilter said(EncodedEvent event, Message message) {
        return new EventFilter(event, message.channel(), message, Mentions.in(message.content()));
    }

    /// Whether a session of `user` with these intents gets it.
    boolean reaches(UserId user, int intents) {
        return wanted(intents) && (channel == null || seesChannels(event.view(), user));
    }

    boolean wanted(int intents) {
        int intent = event.body().intent();
        return (intents & intent) == intent;
    }

    /// Today a guild shows all of its channels or none.
    static boolean seesChannels(GuildView view, UserId user) {
        return Permission.VIEW_CHANNEL.in(view.permissions(user));
    }

    /// Whether all with these intents get the whole body.
    boolean isWhole(int intents) {
        return event.body().withoutContent() == null || Intent.MESSAGE_CONTENT.in(intents);
    }

    /// What this reader gets of the body: without the intent for it, what others say comes empty unless it is
    /// addressed to the reader.
    byte[] bodyFor(UserId user, int intents) {
        byte[] without = event.body().withoutContent();
        return without == null || isWhole(intents) || concerns(user)
                ? event.body().afterSequence()
                : without;
    }

    private boolean concerns(UserId user) {
        return message != null && (message.author().id().equals(user) || mentioned.contains(user));
    }

    /// Whether it tells that `user` is no member any more.
    boolean expels(UserId user) {
        return event.event() instanceof MemberLeft(var left) && left.id().equals(user);
    }
}
