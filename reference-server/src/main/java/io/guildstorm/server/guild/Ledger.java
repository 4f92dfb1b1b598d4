package io.guildstorm.server.guild;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.Refusal;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.store.GuildChange;
import io.guildstorm.server.store.GuildHead;
import io.guildstorm.server.wire.EventBody;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// One owner's changes in order: given a position, handed to the store, and once durable applied, answered,
/// published.
///
/// Commands are judged by the view *with* all pending changes; everyone else sees the one without them. Nothing that
/// is not durable leaves this class.
///
/// **Owner:** the guild. At most `guild.inflight` changes are pending, as each has a permit.
final class Ledger {
    private final GuildId guild;
    private final GuildSettings settings;
    private final GuildParts parts;
    private final GuildFeed feed;
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private final Map<MessageId, Pending> pendingMessages = new HashMap<>();
    private GuildHead head = new GuildHead(0, 0, 0);
    private @Nullable GuildView projected;
    private long assigned;
    private long durable;
    private int unheard;

    Ledger(GuildFeed feed) {
        this.feed = feed;
        guild = feed.guild();
        settings = feed.settings();
        parts = feed.parts();
    }

    /// A new epoch begins; nothing is pending.
    /// @param before what another process published
    void begin(GuildHead claimed, @Nullable GuildView view, Inheritance before) {
        long previous = Position.between(feed.applied(), claimed.position()) > 0 ? claimed.position() : feed.applied();
        assigned = Position.of(claimed.epoch(), previous);
        durable = assigned;
        head = claimed;
        projected = view;
        if (view != null) {
            feed.replaceView(view);
        }
        feed.begin(assigned, claimed.position(), before);
        parts.ids().goAbove(claimed.lastId());
    }

    /// The guild with all pending changes; null: not founded.
    @Nullable
    GuildView projected() {
        return projected;
    }

    /// The position that a change of so many positions would end at.
    long endOf(int positions) {
        return assigned + positions;
    }

    /// How many events lie between the newest position, pending ones included, and what was delivered.
    long outstanding() {
        return Position.between(feed.delivered(), assigned);
    }

    /// A change is pending of which no session will be told: who joins has to wait for it.
    boolean isUnheardPending() {
        return unheard > 0;
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /// Takes a change in, or answers BUSY: no room before fan-out, or in the store.
    /// @return whether it was taken
    boolean append(Change change) {
        long position = endOf(change.positions());
        boolean room = outstanding() + change.positions() <= settings.backlog();
        long ownerNanos = parts.ticker().nanos(); // before: the writer may be done before this thread goes on
        if (!room || !handedOver(change, position)) {
            change.answer().caller().accept(new GuildAnswer.Refused(Refusal.BUSY));
            return false;
        }
        assigned = position;
        if (change.view() != null) {
            projected = change.view();
        }
        var entry = new Pending(change, position, ownerNanos, new ArrayList<>());
        pending.add(entry);
        unheard += change.events().isEmpty() ? 1 : 0;
        if (change.write() instanceof GuildChange.MessageAdded(var message, var _)) {
            pendingMessages.put(message.id(), entry);
        }
        applyDurable(entry.ownerNanos);
        return true;
    }

    private boolean handedOver(Change change, long position) {
        if (change.write() == null) {
            return true;
        }
        var next = new GuildHead(head.epoch(), position, Math.max(head.lastId(), newestId(change.write())));
        if (!parts.store().write(guild, next, change.write())) {
            return false;
        }
        head = next;
        return true;
    }

    private static long newestId(GuildChange write) {
        return switch (write) {
            case GuildChange.MessageAdded(var message, var _) -> message.id().value();
            case GuildChange.Founded(var view, var _) -> newestId(view);
            case GuildChange.Redefined(var view) -> newestId(view);
            case GuildChange.ThreadPut(var thread) -> thread.id().value();
            case GuildChange.ThreadBegun(var _, var starter) -> starter.id().value();
            case GuildChange.MessageEdited _,
                    GuildChange.MessageDeleted _,
                    GuildChange.MessagesErased _,
                    GuildChange.MembersPut _,
                    GuildChange.MembersRemoved _,
                    GuildChange.ChannelsErased _,
                    GuildChange.BanPut _,
                    GuildChange.BanErased _ -> 0;
        };
    }

    private static long newestId(GuildView view) {
        var channels =
                view.channels().stream().mapToLong(channel -> channel.id().value());
        var roles = view.roles().keySet().stream().mapToLong(RoleId::value);
        return LongStream.concat(channels, roles).max().orElse(0);
    }

    /// If `message` is pending, `caller` gets its answer too, when it comes.
    boolean follow(MessageId message, Consumer<GuildAnswer> caller) {
        var entry = pendingMessages.get(message);
        if (entry == null) {
            return false;
        }
        entry.followers.add(caller);
        return true;
    }

    /// The store has synced everything up to `position`.
    void durable(long position, long nanos) {
        durable = Math.max(durable, position);
        applyDurable(nanos);
        feed.settle(parts.ticker().nanos());
    }

    private void applyDurable(long durableNanos) {
        for (var next = pending.peek(); next != null && mayApply(next); next = pending.peek()) {
            apply(next, durableNanos);
            pending.remove();
            unheard -= next.change.events().isEmpty() ? 1 : 0;
        }
    }

    private boolean mayApply(Pending entry) {
        return entry.position <= durable || entry.change.write() == null;
    }

    private void apply(Pending entry, long durableNanos) {
        var change = entry.change;
        if (change.view() != null) {
            feed.replaceView(change.view());
        }
        var events = encoded(entry);
        if (events.isEmpty()) {
            feed.unheard(entry.position);
        }
        events.forEach(feed::append);
        if (change.write() instanceof GuildChange.MessageAdded(var message, var _)) {
            pendingMessages.remove(message.id());
        }
        change.applied().run();
        if (change.answer().when() == Effective.ONCE_DURABLE) {
            entry.answer();
        }
        long publishing = parts.ticker().nanos();
        events.forEach(feed::publish);
        long published = parts.ticker().nanos();
        if (change.view() != null) {
            feed.memberLists().changed(change.view(), change.events());
        }
        feed.applied(entry.position, change.write() != null);
        if (change.answer().when() == Effective.ONCE_DELIVERED) {
            feed.await(entry.position, _ -> entry.answer());
        } else if (change.write() instanceof GuildChange.MessageAdded(var message, var _)) {
            noteStages(entry, message.id(), durableNanos, publishing, published);
        }
    }

    private List<EncodedEvent> encoded(Pending entry) {
        var events = entry.change.events();
        if (events.isEmpty()) {
            return List.of();
        }
        var view = Objects.requireNonNull(feed.view());
        var encoded = new ArrayList<EncodedEvent>(events.size());
        long position = entry.position - events.size();
        for (var event : events) {
            encoded.add(new EncodedEvent(++position, guild, event, EventBody.of(event, view), view));
        }
        return encoded;
    }

    private void noteStages(
            Pending entry, MessageId message, long durableNanos, long publishingNanos, long publishedNanos) {
        feed.await(
                entry.position,
                deliveredNanos -> parts.stages()
                        .accept(new SendStages(
                                message,
                                entry.position,
                                entry.change.receivedNanos(),
                                entry.ownerNanos,
                                durableNanos,
                                publishedNanos,
                                publishedNanos - publishingNanos,
                                deliveredNanos)));
    }

    /// Every pending change is lost, or its outcome unknown: all callers get UNAVAILABLE, nothing is published.
    void fail() {
        var lost = List.copyOf(pending);
        pending.clear();
        unheard = 0;
        pendingMessages.clear();
        projected = feed.view();
        lost.forEach(entry -> entry.answer(new GuildAnswer.Refused(Refusal.UNAVAILABLE)));
    }

    /// @param ownerNanos right before it was handed to the store
    /// @param followers further callers with the same nonce
    private record Pending(Change change, long position, long ownerNanos, List<Consumer<GuildAnswer>> followers) {
        void answer() {
            answer(change.answer().answer());
        }

        void answer(GuildAnswer answer) {
            change.answer().caller().accept(answer);
            followers.forEach(follower -> follower.accept(answer));
        }
    }
}
