package io.guildstorm.server.guild;

import io.guildstorm.server.fanout.Recipient;
import io.guildstorm.server.guild.Guilds.JoinListener;
import io.guildstorm.server.memberlist.Viewer;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.Viewport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.apache.pekko.actor.typed.ActorRef;

/// What reaches a guild's actor.
sealed interface GuildMessage {
    record Ask(GuildCommand command, long receivedNanos, ActorRef<GuildAnswer> replyTo) implements GuildMessage {}

    record Join(UserId user, List<Recipient> recipients, JoinListener listener) implements GuildMessage {}

    record Turn(Recipient recipient, LongConsumer listener) implements GuildMessage {}

    record Leave(Recipient recipient) implements GuildMessage {}

    record Look(Recipient recipient, Viewport viewport, Viewer viewer) implements GuildMessage {}

    /// Its status may be another.
    record Turned(Recipient recipient) implements GuildMessage {}

    record EndRelays(int percent) implements GuildMessage {}

    /// Starts the actor if it does not run, and answers when the guild is loaded and everything published
    /// delivered.
    record Drain(CompletableFuture<Void> drained) implements GuildMessage {}

    /// Something came back for the guild.
    record Run(Runnable task) implements GuildMessage {}

    enum Tick implements GuildMessage {
        TICK
    }
}
