package io.guildstorm.server.guild;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.fanout.KeptEvent;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.ShownMessage;
import io.guildstorm.server.state.SharedState;
import io.guildstorm.server.store.ClaimedGuild;
import io.guildstorm.server.store.MessageReads;
import io.guildstorm.server.store.MessageReads.History;
import io.guildstorm.server.wire.EventBody;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a guild's first owner in this process takes over from a process before: its newest events, without a gap up to
/// the last change that was stored, or nothing.
///
/// A process that dies has stored changes of which it had told nobody yet. Where those are messages alone they are
/// encoded here, in the order of their ids; where they are anything else, nothing is inherited and its sessions start
/// afresh. Immutable.
/// @param floor the position before the first event
/// @param events by rising position
/// @param found the entries of those that nobody had appended yet
/// @param newest position of the newest
@SuppressWarnings("ArrayRecordComponent") // handed on, never written
record Inheritance(long floor, List<EncodedEvent> events, List<byte[]> found, long newest) {
    static final Inheritance NONE = new Inheritance(0, List.of(), List.of(), 0);

    private static final Logger LOG = LoggerFactory.getLogger(Inheritance.class);
    private static final int PAGE = 100;

    boolean isEmpty() {
        return newest == 0;
    }

    /// Never fails.
    /// @param state null: nothing is inherited
    /// @param most messages that are encoded anew
    static CompletionStage<Inheritance> of(
            ClaimedGuild claimed, @Nullable SharedState state, MessageReads reads, int most) {
        var view = claimed.view();
        if (state == null || view == null) {
            return CompletableFuture.completedStage(NONE);
        }
        return state.log(view.id())
                .thenCompose(entries -> {
                    var log = Tail.of(entries, view);
                    return log == null ? none() : log.upTo(claimed.head().position(), view, reads, most);
                })
                .exceptionally(failure -> {
                    LOG.warn(
                            "guild {}: its log cannot be read, its sessions start afresh: {}",
                            view.id(),
                            failure.toString());
                    return NONE;
                });
    }

    private static CompletionStage<Inheritance> none() {
        return CompletableFuture.completedStage(NONE);
    }

    /// The end of a log, as far back as each entry is preceded by the one that it names.
    /// @param floor the position before the first event behind the last barrier
    /// @param events behind the last barrier
    /// @param written the newest position at which something may have been stored
    /// @param lastMessage the newest that was sent; null: none was
    private record Tail(
            long floor,
            List<EncodedEvent> events,
            long newest,
            long written,
            @Nullable MessageId lastMessage) {

        /// Null: there is none.
        private static @Nullable Tail of(List<byte[]> entries, GuildView view) {
            try {
                var scan = new Scan();
                for (byte[] bytes : entries.reversed()) {
                    if (!scan.take(KeptEvent.decode(bytes, view))) {
                        break;
                    }
                }
                return scan.newest == 0 ? null : scan.tail();
            } catch (IOException | RuntimeException e) {
                LOG.warn("guild {}: its log is damaged, its sessions start afresh: {}", view.id(), e.toString());
                return null;
            }
        }

        /// With what was stored behind it, up to `head`.
        private CompletionStage<Inheritance> upTo(long head, GuildView view, MessageReads reads, int most) {
            long missing = Position.between(newest, head);
            if (missing <= 0) { // whatever was appended behind the head was never to be stored
                return Position.between(written, head) >= 0
                        ? CompletableFuture.completedStage(new Inheritance(floor, events, List.of(), newest))
                        : none();
            }
            if (lastMessage == null || missing > most) {
                return none();
            }
            return messagesAfter(lastMessage, view, reads).thenApply(messages -> {
                if (messages.size() != missing) {
                    LOG.info("guild {}: more than messages was stored last, its sessions start afresh", view.id());
                    return NONE;
                }
                return withAll(messages, head, view);
            });
        }

        private Inheritance withAll(List<ShownMessage> messages, long head, GuildView view) {
            var all = new ArrayList<>(events);
            var found = new ArrayList<byte[]>();
            long previous = newest;
            long position = head - messages.size();
            for (ShownMessage message : messages) {
                var event = new GuildEvent.MessageCreated(message);
                var encoded = new EncodedEvent(++position, view.id(), event, EventBody.of(event, view), view);
                all.add(encoded);
                found.add(KeptEvent.encode(previous, encoded));
                previous = position;
            }
            return new Inheritance(floor, List.copyOf(all), List.copyOf(found), previous);
        }
    }

    /// From the newest entry back. Behind the last barrier are the events; the newest message may stand before it.
    private static final class Scan {
        private final List<EncodedEvent> events = new ArrayList<>();
        private long newest;
        private long written;
        private long floor;
        private long named;
        private boolean behindBarrier = true;
        private @Nullable MessageId lastMessage;

        /// False: it is not the one that its successor named.
        private boolean take(KeptEvent entry) {
            if (newest == 0) {
                newest = entry.position();
            } else if (entry.position() != named) {
                return false;
            }
            named = entry.previous();
            if (written == 0 && !entry.isUnwritten()) {
                written = entry.position();
            }
            var event = entry.event();
            if (event != null && behindBarrier) {
                events.add(event);
                floor = entry.previous();
            } else if (event == null && behindBarrier) {
                behindBarrier = false;
                floor = entry.position();
            }
            if (lastMessage == null && event != null && event.event() instanceof GuildEvent.MessageCreated(var shown)) {
                lastMessage = shown.message().id();
            }
            return behindBarrier || lastMessage == null;
        }

        private Tail tail() {
            return new Tail(floor, events.reversed(), newest, Math.max(written, floor), lastMessage);
        }
    }

    /// Of all channels and threads, by rising id.
    private static CompletionStage<List<ShownMessage>> messagesAfter(
            MessageId last, GuildView view, MessageReads reads) {
        var channels =
                Stream.concat(view.channels().stream().map(channel -> channel.id()), view.threads().keySet().stream());
        CompletionStage<List<ShownMessage>> all = CompletableFuture.completedStage(new ArrayList<>());
        for (ChannelId channel : channels.toList()) { // one after the other: the readers are everybody's
            all = all.thenCompose(found -> addAfter(found, channel, last, reads));
        }
        return all.thenApply(found -> found.stream()
                .sorted(Comparator.comparingLong(shown -> shown.message().id().value()))
                .toList());
    }

    private static CompletionStage<List<ShownMessage>> addAfter(
            List<ShownMessage> found, ChannelId channel, MessageId after, MessageReads reads) {
        return reads.history(channel, new History.After(after, PAGE)).thenCompose(page -> {
            found.addAll(page);
            return page.size() < PAGE
                    ? CompletableFuture.completedStage(found)
                    : addAfter(found, channel, page.getFirst().message().id(), reads);
        });
    }
}
