package io.guildstorm.server.model;

import java.time.Instant;
import java.util.List;

/// What a guild announces to its sessions once the change is durable (typing alone is never written).
public sealed interface GuildEvent {
    record MessageCreated(ShownMessage shown) implements GuildEvent {
        /// With nothing that it refers to, or nothing that is there.
        public MessageCreated(Message message) {
            this(new ShownMessage(message, null));
        }

        public Message message() {
            return shown.message();
        }
    }

    record MessageUpdated(ShownMessage shown) implements GuildEvent {
        /// With nothing that it refers to, or nothing that is there.
        public MessageUpdated(Message message) {
            this(new ShownMessage(message, null));
        }
    }

    record MessageDeleted(ChannelId channel, MessageId message) implements GuildEvent {}

    record MessagesDeleted(ChannelId channel, List<MessageId> messages) implements GuildEvent {}

    record TypingStarted(ChannelId channel, Member member, Instant when) implements GuildEvent {}

    record MemberJoined(Member member) implements GuildEvent {}

    record MemberLeft(User user) implements GuildEvent {}

    record Banned(User user) implements GuildEvent {}

    record Unbanned(User user) implements GuildEvent {}

    record GuildUpdated() implements GuildEvent {}

    record ChannelCreated(Channel channel) implements GuildEvent {}

    record RoleCreated(Role role) implements GuildEvent {}

    record ThreadCreated(ThreadChannel thread) implements GuildEvent {}

    /// Some may see other channels than before. What each reader gained or lost follows from the two views.
    sealed interface AccessChanged extends GuildEvent {
        /// The guild right before.
        GuildView before();
    }

    record ChannelUpdated(Channel channel, GuildView before) implements AccessChanged {}

    record ChannelDeleted(Channel channel, GuildView before) implements AccessChanged {}

    record RoleUpdated(Role role, GuildView before) implements AccessChanged {}

    record RoleDeleted(RoleId role, GuildView before) implements AccessChanged {}

    record MemberUpdated(Member member, GuildView before) implements AccessChanged {}

    record ThreadUpdated(ThreadChannel thread, GuildView before) implements AccessChanged {}

    record ThreadDeleted(ThreadChannel thread, GuildView before) implements AccessChanged {}

    record ThreadMembersChanged(ThreadChannel thread, GuildView before) implements AccessChanged {}
}
