package io.guildstorm.server.gateway.session;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.fanout.EventLog;
import io.guildstorm.server.guild.Guilds;
import io.guildstorm.server.model.GuildEvent.MessageCreated;
import io.guildstorm.server.model.GuildEvent.MessageDeleted;
import io.guildstorm.server.model.GuildEvent.MessageUpdated;
import io.guildstorm.server.model.GuildEvent.MessagesDeleted;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.wire.EventBody;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a session was sent after some `s`, to be sent again: same numbers, same bytes. But a message that was deleted
/// since is told as deleted and shown by no other that refers to it, and what the reader may no longer see makes the
/// whole resume fail.
///
/// **Owner:** the lane that resumes.
final class Replay {
    private final Session session;
    private final Guilds guilds;
    private final List<Frame> frames = new ArrayList<>();
    private final Map<EventLog, Set<MessageId>> deleted = new HashMap<>();

    /// @param body all but the number
    /// @param data which of the body's variants
    @SuppressWarnings("ArrayRecordComponent") // shared, never written
    record Frame(int s, EventBody body, byte[] data) {}

    private Replay(Session session, Guilds guilds) {
        this.session = session;
        this.guilds = guilds;
    }

    /// Everything after `seen`, oldest first; empty when some of it is not held any more or not to be seen any
    /// more. The session's growing run has been closed.
    static Optional<List<Frame>> after(int seen, Session session, Guilds guilds) {
        var replay = new Replay(session, guilds);
        int s = session.journal.oldest();
        if (seen < s - 1) {
            return Optional.empty();
        }
        for (Journal.Entry entry : session.journal.entries()) {
            if (!replay.add(entry, s, seen)) {
                return Optional.empty();
            }
            s += entry.count();
        }
        return Optional.of(replay.frames);
    }

    private boolean add(Journal.Entry entry, int first, int seen) {
        int wanted = Math.min(entry.count(), first + entry.count() - 1 - seen);
        if (wanted <= 0) {
            return true;
        }
        return switch (entry) {
            case Journal.Own(var body) -> frames.add(new Frame(first, body, body.afterSequence()));
            case Journal.Run run -> add(run, first + run.count() - 1, wanted);
        };
    }

    /// The last `wanted` events of a run, the last of all with number `last`.
    private boolean add(Journal.Run run, int last, int wanted) {
        var subscription = session.in(run.guild());
        var log = subscription == null ? null : subscription.log;
        var view = guilds.view(run.guild());
        if (log == null || view == null) {
            return false;
        }
        var passed = (run.passive() ? log.backForPassive(run.last()) : log.backFrom(run.last()))
                .stream()
                        .map(EventFilter::of)
                        .filter(event -> event.reaches(session.user.id(), session.intents)
                                && (!run.passive() || event.reachesPassive(session.user.id())))
                        .limit(wanted)
                        .toList()
                        .reversed();
        if (!passed.stream().allMatch(event -> event.isStillSeenBy(session.user.id(), view))) {
            return false;
        }
        for (int i = 0; i < passed.size(); i++) {
            frames.add(frame(passed.get(i), last - passed.size() + 1 + i, log));
        }
        return passed.size() == wanted;
    }

    private Frame frame(EventFilter passed, int s, EventLog log) {
        var event = passed.event();
        var message = passed.message();
        if (message != null && deletedIn(log).contains(message.id())) {
            var instead = EventBody.of(new MessageDeleted(message.channel(), message.id()), event.view());
            return new Frame(s, instead, instead.afterSequence());
        }
        var reference = message == null ? null : message.reference();
        if (reference != null && deletedIn(log).contains(reference.message())) {
            return without(passed, s);
        }
        return new Frame(s, event.body(), passed.bodyFor(session.user.id(), session.intents));
    }

    /// A message as it was told, but that what it refers to is gone.
    private Frame without(EventFilter passed, int s) {
        var was = passed.event();
        var bare = switch (was.event()) {
            case MessageCreated(var shown) -> new MessageCreated(shown.message());
            case MessageUpdated(var shown) -> new MessageUpdated(shown.message());
            default -> throw new IllegalArgumentException("refers to nothing: " + was.event());
        };
        var body = EventBody.of(bare, was.view());
        var filter = EventFilter.of(new EncodedEvent(was.position(), was.guild(), bare, body, was.view()));
        return new Frame(s, body, filter.bodyFor(session.user.id(), session.intents));
    }

    private Set<MessageId> deletedIn(EventLog log) {
        return deleted.computeIfAbsent(log, unread -> {
            var ids = new HashSet<MessageId>();
            for (EncodedEvent event : unread.backFrom(unread.newest())) {
                if (event.event() instanceof MessageDeleted(var _, var message)) {
                    ids.add(message);
                } else if (event.event() instanceof MessagesDeleted(var _, var messages)) {
                    ids.addAll(messages);
                }
            }
            return ids;
        });
    }
}
