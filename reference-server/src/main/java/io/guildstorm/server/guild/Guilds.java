package io.guildstorm.server.guild;

import io.guildstorm.server.fanout.EventLog;
import io.guildstorm.server.fanout.Recipient;
import io.guildstorm.server.memberlist.Viewer;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.Viewport;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The door to all guild processes. Any thread; nothing here blocks.
public interface Guilds {
    /// Takes a permit of `guild.inflight` and asks the guild process. Without a permit the answer is
    /// `Refused(BUSY)` at once and nothing was put. Commands of one caller to one guild are handled in the order
    /// of their calls.
    /// @param receivedNanos when the request had been read, on the node's ticker: the first stage of a send
    CompletionStage<GuildAnswer> ask(GuildId guild, GuildCommand command, long receivedNanos);

    /// The newest view, or null when there is no such guild on this node.
    @Nullable
    GuildView view(GuildId guild);

    /// The guild's newest events, or null when there is no such guild on this node, or it is not loaded yet.
    @Nullable
    EventLog log(GuildId guild);

    /// How many relays carry the guild's events on this node, of a moment ago; 0: none, or no such guild.
    int relays(GuildId guild);

    /// A fault on purpose: see [Fanout#endRelays].
    /// @param percent 1 to 100
    void endRelays(GuildId guild, int percent);

    /// The guild that a channel belongs to, or null.
    @Nullable
    GuildId guildOf(ChannelId channel);

    /// `recipient` gets every event after [Joined#position]. `listener` runs before the first of them, on the
    /// guild's thread: hop to the lane with `execute`, and events follow behind it.
    default void join(GuildId guild, UserId user, Recipient recipient, JoinListener listener) {
        join(guild, user, List.of(recipient), listener);
    }

    /// The same for several at once, on one lane, in whose name `user` asks.
    void join(GuildId guild, UserId user, List<Recipient> recipients, JoinListener listener);

    /// [Recipient#passive] of `recipient` is to change, which `listener` does: it runs on the guild's
    /// thread and is told the position after which the change holds. As for a join, a task that it gives to
    /// the lane precedes the first of those events.
    void turn(GuildId guild, Recipient recipient, LongConsumer listener);

    /// What passive sessions are told instead of messages, or null where there are none.
    @Nullable
    LastMessages lastMessages(GuildId guild);

    /// `recipient` shows other rows of the lists of members than before, by [Viewport#NONE] none, and `viewer` is told
    /// of
    /// them, on the guild's thread. Of a session that has not joined, or has left, nothing comes.
    void look(GuildId guild, Recipient recipient, Viewport viewport, Viewer viewer);

    /// [Recipient#status] of `recipient` was changed.
    void turned(GuildId guild, Recipient recipient);

    /// No event published from now on reaches `recipient`.
    void leave(GuildId guild, Recipient recipient);

    /// No new commands: [GuildAnswer.Refused] with `UNAVAILABLE`. Completes when pending writes have been
    /// answered and delivered.
    CompletionStage<Void> drain();

    /// Told once, how a join went.
    @FunctionalInterface
    interface JoinListener {
        /// @param joined null: no such guild, or the user is not a member
        void joined(@Nullable Joined joined);
    }

    /// @param view the guild as of `position`
    /// @param position live events begin after it
    /// @param log where older events can be read for a resume
    record Joined(GuildView view, long position, EventLog log) {}
}
