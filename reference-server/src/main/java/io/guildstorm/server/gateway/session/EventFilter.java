package io.guildstorm.server.gateway.session;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.model.AnyChannel;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildEvent.AccessChanged;
import io.guildstorm.server.model.GuildEvent.MemberLeft;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.Permissions;
import io.guildstorm.server.model.ThreadChannel;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.Intent;
import io.guildstorm.server.wire.Mentions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one event means for a reader, found once and asked for each of them: a delivery and the replay of it pass the
/// same filter, so a journal need not say which events of a run passed. Immutable.
///
/// @param channel where something was said, typed or deleted; null: it is about the guild itself
/// @param message what was said; null: nothing
/// @param mentioned whom the message names
/// @param isTurn the reader may see less or more from here on, or be no member any more
public record EventFilter(
        EncodedEvent event,
        Sight sight,
        @Nullable ChannelId channel,
        @Nullable Message message,
        List<UserId> mentioned,
        boolean isTurn) {

    /// What decides whether a member sees the event.
    public enum Sight {
        ALL,
        /// Whether the guild's roles show its channels: the same for all channels that say nothing else, so it need not
        /// be found out for each.
        ROLES,
        /// Everything that [#isSeenBy] looks at.
        READER
    }

    public static EventFilter of(EncodedEvent event) {
        return switch (event.event()) {
            case GuildEvent.MessageCreated(var shown) -> said(event, shown.message());
            case GuildEvent.MessageUpdated(var shown) -> said(event, shown.message());
            case GuildEvent.MessageDeleted(var channel, var _) -> in(event, channel, null);
            case GuildEvent.MessagesDeleted(var channel, var _) -> in(event, channel, null);
            case GuildEvent.TypingStarted(var channel, var _, var _) -> in(event, channel, null);
            case GuildEvent.MemberJoined _, GuildEvent.GuildUpdated _, GuildEvent.RoleCreated _ ->
                new EventFilter(event, Sight.ALL, null, null, List.of(), false);
            case GuildEvent.ChannelCreated _, GuildEvent.ThreadCreated _, GuildEvent.Banned _, GuildEvent.Unbanned _ ->
                new EventFilter(event, Sight.READER, null, null, List.of(), false);
            case MemberLeft _, AccessChanged _ -> new EventFilter(event, Sight.READER, null, null, List.of(), true);
        };
    }

    private static EventFilter said(EncodedEvent event, Message message) {
        return in(event, message.channel(), message);
    }

    private static EventFilter in(EncodedEvent event, ChannelId channel, @Nullable Message message) {
        var sight = rolesDecide(event.view(), event.view().anyChannel(channel)) ? Sight.ROLES : Sight.READER;
        List<UserId> mentioned = message == null ? List.of() : Mentions.in(message.content());
        return new EventFilter(event, sight, channel, message, mentioned, false);
    }

    /// Whether the guild's roles alone decide who sees the channel.
    static boolean rolesDecide(GuildView view, @Nullable AnyChannel channel) {
        return switch (channel) {
            case null -> false;
            case Channel plain -> !plain.decides(Permission.VIEW_CHANNEL);
            case ThreadChannel thread -> !thread.isPrivate() && rolesDecide(view, view.channel(thread.parent()));
        };
    }

    /// Whether a session of `user` with these intents gets it.
    public boolean reaches(UserId user, int intents) {
        return (wanted(intents) || isAbout(user)) && isSeenBy(user);
    }

    /// Whether a session of `user` gets it that does not have the guild open, if it gets it at all.
    public boolean reachesPassive(UserId user) {
        return event.reachesPassive() && (message == null || message.mentionsEveryone() || mentioned.contains(user));
    }

    /// Whether it tells the reader of its own roles, which it hears whatever it asked for.
    private boolean isAbout(UserId user) {
        return event.event() instanceof GuildEvent.MemberUpdated(var member, var _)
                && member.user().id().equals(user);
    }

    boolean wanted(int intents) {
        int intent = event.body().intent();
        return (intents & intent) == intent;
    }

    /// Whether the reader sees it, right after it. Of a channel that changed, only who saw it before and sees it now
    /// gets the change: to all others it appears or is gone, and [AccessTurn] tells them so.
    boolean isSeenBy(UserId user) {
        var view = event.view();
        return switch (event.event()) {
            case GuildEvent.MessageCreated _,
                    GuildEvent.MessageUpdated _,
                    GuildEvent.MessageDeleted _,
                    GuildEvent.MessagesDeleted _,
                    GuildEvent.TypingStarted _ -> channel != null && sees(view, channel, user);
            case GuildEvent.MemberJoined _,
                    GuildEvent.GuildUpdated _,
                    GuildEvent.RoleCreated _,
                    GuildEvent.RoleUpdated _,
                    GuildEvent.RoleDeleted _,
                    GuildEvent.MemberUpdated _,
                    MemberLeft _ -> true;
            case GuildEvent.Banned _, GuildEvent.Unbanned _ ->
                Permission.BAN_MEMBERS.in(Permissions.inGuild(view, user));
            case GuildEvent.ChannelCreated(var created) -> Permissions.sees(view, created, user);
            case GuildEvent.ThreadCreated(var thread) -> Permissions.sees(view, thread, user);
            case GuildEvent.ChannelUpdated(var now, var before) -> sawAndSees(before, now, user);
            case GuildEvent.ThreadUpdated(var now, var before) -> sawAndSees(before, now, user);
            case GuildEvent.ThreadMembersChanged(var now, var before) -> sawAndSees(before, now, user);
            case GuildEvent.ChannelDeleted(var gone, var before) -> Permissions.sees(before, gone, user);
            case GuildEvent.ThreadDeleted(var gone, var before) -> Permissions.sees(before, gone, user);
        };
    }

    private boolean sawAndSees(GuildView before, AnyChannel now, UserId user) {
        return sees(before, now.id(), user) && Permissions.sees(event.view(), now, user);
    }

    /// Whether the reader sees the channel or thread, if it is there.
    static boolean sees(GuildView view, ChannelId id, UserId user) {
        var channel = view.anyChannel(id);
        return channel != null && Permissions.sees(view, channel, user);
    }

    /// Whether the reader may be shown it again, by the guild as it is now.
    boolean isStillSeenBy(UserId user, GuildView now) {
        return now.member(user) != null && (channel == null || sees(now, channel, user));
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
