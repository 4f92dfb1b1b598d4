package io.guildstorm.server.guild;

import io.guildstorm.server.fanout.Recipient;
import io.guildstorm.server.guild.Guilds.JoinListener;
import io.guildstorm.server.guild.Guilds.Joined;
import io.guildstorm.server.memberlist.Viewer;
import io.guildstorm.server.model.AccessCommand;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Refusal;
import io.guildstorm.server.model.ThreadCommand;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.store.ClaimedGuild;
import io.guildstorm.server.store.MessageStore.WriteListener;
import io.guildstorm.server.wire.Viewport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One guild, run by its owner: claims it in the store, then takes commands one at a time and never waits.
///
/// A command is judged by the guild with all its pending changes, gets a position, and is handed to the store. When
/// the store has synced it, it is applied, answered and published, in order of position. A failed write fails all
/// that is pending; the guild is then claimed anew, with a new epoch, and goes on.
///
/// **Owner:** one thread at a time, that of the guild's actor; what comes back from elsewhere comes through `self`.
final class Guild {
    private static final Logger LOG = LoggerFactory.getLogger(Guild.class);
    private static final Duration CLAIM_AGAIN_AFTER = Duration.ofMillis(200);

    private final GuildId id;
    private final GuildParts parts;
    private final GuildFeed feed;
    private final Executor self;
    private final Ledger ledger;
    private final TouchedMessages touched;
    private final MessageCommands messages;
    private final MemberCommands members;
    private final ThreadCommands threads;
    private final AccessCommands access;
    private final ArrayDeque<Runnable> untilOpen = new ArrayDeque<>();
    private final ArrayDeque<Runnable> untilHeard = new ArrayDeque<>();
    private final ArrayDeque<Runnable> untilEmpty = new ArrayDeque<>();
    private Phase phase = Phase.OPENING;
    private long claimAgainNanos;

    /// @param feed what the guild is on this node; no other owner uses it any more
    /// @param self runs a task on the guild's thread, after what was given before
    Guild(GuildFeed feed, Executor self) {
        id = feed.guild();
        parts = feed.parts();
        this.feed = feed;
        this.self = task -> self.execute(() -> {
            if (phase != Phase.ENDED) {
                task.run();
            }
        });
        ledger = new Ledger(feed);
        touched = new TouchedMessages(parts.store().reads(), this.self);
        threads = new ThreadCommands(feed, ledger, touched);
        messages = new MessageCommands(feed, ledger, touched, threads);
        members = new MemberCommands(feed, ledger);
        access = new AccessCommands(feed, ledger);
        feed.attach(() -> this.self.execute(this::progress));
        feed.memberLists().attach(this.self);
    }

    /// Claims the guild; commands wait until it is loaded.
    void open() {
        claim();
    }

    private void claim() {
        var listener = new ClaimListener();
        var state = feed.logIfOpen() == null ? parts.state() : null; // an owner before us was in this process
        parts.store()
                .claim(id, listener)
                .thenCompose(claimed -> Inheritance.of(
                                claimed,
                                state,
                                parts.store().reads(),
                                feed.settings().logSlots())
                        .thenApply(before -> new Opening(claimed, before)))
                .whenComplete((opening, failure) -> self.execute(() -> {
                    if (failure == null) {
                        listener.claimed = true;
                        begin(opening.claimed, opening.before);
                    } else {
                        LOG.warn("guild {}: cannot be claimed, trying again: {}", id, failure.toString());
                        refuseWaiting();
                        phase = Phase.CLAIM_FAILED;
                        claimAgainNanos = parts.ticker().nanos() + CLAIM_AGAIN_AFTER.toNanos();
                    }
                }));
    }

    private record Opening(ClaimedGuild claimed, Inheritance before) {}

    private void begin(ClaimedGuild claimed, Inheritance before) {
        ledger.begin(claimed.head(), claimed.view(), before);
        messages.begin(claimed.nonces());
        phase = Phase.OPEN;
        runAll(untilOpen);
        goOn();
    }

    private void refuseWaiting() {
        if (phase == Phase.OPENING) {
            phase = Phase.CLAIMING;
            runAll(untilOpen);
        }
    }

    /// @param receivedNanos when the request had been read
    /// @param caller told once, on any thread
    void handle(GuildCommand command, long receivedNanos, Consumer<GuildAnswer> caller) {
        switch (phase) {
            case OPENING -> untilOpen.add(() -> handle(command, receivedNanos, caller));
            case OPEN -> {
                try {
                    decide(command, receivedNanos, caller);
                } catch (Refused refused) {
                    caller.accept(new GuildAnswer.Refused(refused.why()));
                }
            }
            case CLAIMING, CLAIM_FAILED, ENDED -> caller.accept(new GuildAnswer.Refused(Refusal.UNAVAILABLE));
        }
    }

    private void decide(GuildCommand command, long receivedNanos, Consumer<GuildAnswer> caller) {
        var view = ledger.projected();
        if (command instanceof GuildCommand.Create create) {
            members.create(create, caller);
        } else if (view == null) {
            caller.accept(new GuildAnswer.Refused(Refusal.UNKNOWN_GUILD));
        } else {
            switch (command) {
                case GuildCommand.SendMessage send -> messages.send(view, send, receivedNanos, caller);
                case GuildCommand.EditMessage edit -> messages.edit(edit, caller);
                case GuildCommand.DeleteMessage delete -> messages.delete(delete, caller);
                case GuildCommand.DeleteMessages delete -> messages.deleteAll(view, delete, caller);
                case GuildCommand.StartTyping typing -> messages.type(view, typing, receivedNanos, caller);
                case GuildCommand.AddMembers add -> members.add(view, add.users(), caller);
                case GuildCommand.RemoveMembers remove -> members.remove(view, remove.users(), caller);
                case GuildCommand.Create create -> members.create(create, caller);
                case AccessCommand about -> access.decide(view, about, caller);
                case ThreadCommand about -> threads.decide(view, about, caller);
            }
        }
    }

    void join(UserId user, List<Recipient> recipients, JoinListener listener) {
        if (phase == Phase.OPENING) {
            untilOpen.add(() -> join(user, recipients, listener));
        } else if (phase == Phase.ENDED) {
            recipients.forEach(recipient -> recipient.abandon("the guild restarts"));
        } else if (ledger.isUnheardPending()) {
            untilHeard.add(() -> join(user, recipients, listener));
        } else {
            var view = feed.view();
            if (view == null || view.member(user) == null) {
                listener.joined(null);
            } else {
                listener.joined(new Joined(view, feed.log().newest(), feed.log()));
                recipients.forEach(feed::join);
            }
        }
    }

    /// @param listener told after which position it holds
    void turn(Recipient recipient, LongConsumer listener) {
        if (phase == Phase.OPENING) {
            untilOpen.add(() -> turn(recipient, listener));
        } else if (ledger.isUnheardPending()) {
            untilHeard.add(() -> turn(recipient, listener));
        } else if (phase == Phase.ENDED) {
            recipient.abandon("the guild restarts");
        } else {
            listener.accept(feed.log().newest());
            feed.interestChanged(recipient);
        }
    }

    void leave(Recipient recipient) {
        if (phase == Phase.OPENING) {
            untilOpen.add(() -> leave(recipient));
        } else if (ledger.isUnheardPending()) {
            untilHeard.add(() -> leave(recipient));
        } else {
            feed.leave(recipient);
        }
    }

    /// @param recipient that joined before
    void look(Recipient recipient, Viewport viewport, Viewer viewer) {
        if (phase == Phase.OPENING) {
            untilOpen.add(() -> look(recipient, viewport, viewer));
        } else if (ledger.isUnheardPending()) {
            untilHeard.add(() -> look(recipient, viewport, viewer));
        } else {
            feed.look(recipient, viewport, viewer);
        }
    }

    void turned(Recipient recipient) {
        feed.memberLists().turned(recipient);
    }

    void endRelays(int percent) {
        feed.endRelays(percent);
    }

    /// Runs `then` once nothing is pending and everything published was delivered.
    void drain(Runnable then) {
        untilEmpty.add(then);
        goOn();
    }

    /// Fan-out has delivered more.
    private void progress() {
        feed.settle(parts.ticker().nanos());
        goOn();
    }

    /// To be called every few hundred milliseconds while [#isRestless].
    void tick() {
        if (phase == Phase.CLAIM_FAILED && parts.ticker().nanos() - claimAgainNanos >= 0) {
            phase = Phase.CLAIMING;
            claim();
        }
        feed.memberLists().tick();
        progress();
    }

    /// Something is to be done later that nothing else brings on.
    boolean isRestless() {
        return phase == Phase.CLAIM_FAILED
                || feed.isAwaited()
                || feed.memberLists().isRestless();
    }

    private void goOn() {
        members.goOn();
        if (!ledger.isUnheardPending()) {
            runAll(untilHeard);
        }
        if (phase != Phase.OPENING && ledger.isEmpty()) {
            for (var next = untilEmpty.poll(); next != null; next = untilEmpty.poll()) {
                var then = next;
                feed.await(feed.applied(), _ -> then.run());
            }
            feed.settle(parts.ticker().nanos());
        }
    }

    private void durable(long position, long nanos) {
        ledger.durable(position, nanos);
        goOn();
    }

    private void failed(Throwable cause) {
        LOG.error("guild {}: writing failed; what is pending is refused and the guild claimed anew", id, cause);
        phase = Phase.CLAIMING;
        fail(cause);
        claim();
        goOn();
    }

    private void fail(Throwable cause) {
        ledger.fail();
        touched.fail(cause);
    }

    /// Another owner follows: whoever waits for an answer gets UNAVAILABLE.
    void end() {
        var cause = new IllegalStateException("the guild's owner ended");
        phase = Phase.ENDED;
        fail(cause);
        for (var waiting : List.of(untilOpen, untilHeard, untilEmpty)) {
            runAll(waiting);
        }
    }

    private static void runAll(ArrayDeque<Runnable> waiting) {
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
    }

    private enum Phase {
        /// Claimed for the first time: commands wait.
        OPENING,
        OPEN,
        /// Claimed again after a failure: commands are refused.
        CLAIMING,
        CLAIM_FAILED,
        ENDED
    }

    /// Hears of the writes of one claim; of an older one nothing is heard.
    private final class ClaimListener implements WriteListener {
        private boolean claimed;

        @Override
        public void durable(long position, long nanos) {
            self.execute(() -> {
                if (claimed && phase == Phase.OPEN) {
                    Guild.this.durable(position, nanos);
                }
            });
        }

        @Override
        public void failed(Throwable cause) {
            self.execute(() -> {
                if (claimed && phase == Phase.OPEN) {
                    Guild.this.failed(cause);
                }
            });
        }
    }
}
