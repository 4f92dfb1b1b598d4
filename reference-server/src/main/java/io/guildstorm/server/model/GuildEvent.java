package io.guildstorm.server.model;

import java.time.Instant;

/// What a guild announces to its sessions once the change is durable (typing alone is never written).
public sealed interface GuildEvent {
    record MessageCreated(Message message) implements GuildEvent {}

    record MessageUpdated(Message message) implements GuildEvent {}

    record MessageDeleted(ChannelId channel, MessageId message) implements GuildEvent {}

    record TypingStarted(ChannelId channel, Member member, Instant when) implements GuildEvent {}

    record MemberJoined(Member member) implements GuildEvent {}

    record MemberLeft(User user) implements GuildEvent {}
}
