package io.guildstorm.server.model;

/// What became of a [GuildCommand].
public sealed interface GuildAnswer {
    /// Durable; the message as it stands now.
    record Stored(Message message) implements GuildAnswer {}

    /// The change is durable and effective: nothing that it forbids is delivered or read any more.
    record Done() implements GuildAnswer {}

    record Created(GuildView view) implements GuildAnswer {}

    record Refused(Refusal why) implements GuildAnswer {}
}
