package io.guildstorm.server.model;

import java.time.Duration;

/// What became of a [GuildCommand].
public sealed interface GuildAnswer {
    /// Durable; the message as it stands now.
    record Stored(ShownMessage shown) implements GuildAnswer {
        public Message message() {
            return shown.message();
        }
    }

    /// The change is durable and effective: nothing that it forbids is delivered or read any more.
    record Done() implements GuildAnswer {}

    record Created(GuildView view) implements GuildAnswer {}

    /// As [Done], with what the change was about.
    /// @param view the guild right after it
    /// @param subject id of the channel, thread, role or user that was created or changed
    record Changed(GuildView view, long subject) implements GuildAnswer {}

    /// Slow mode: the author may say something in this channel again after a while.
    record TooSoon(Duration retryAfter) implements GuildAnswer {}

    record Refused(Refusal why) implements GuildAnswer {}
}
