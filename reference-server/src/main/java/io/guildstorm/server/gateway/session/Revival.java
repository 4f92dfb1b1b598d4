package io.guildstorm.server.gateway.session;

import io.guildstorm.server.fanout.EventLog;
import io.guildstorm.server.model.GuildEvent.AccessChanged;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.User;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A session of another process, brought up to what its guilds have said since: as if it had stood here without a
/// socket and been given all of it.
///
/// Its client may have had more than the record tells. Those numbers are its guild's events, in the order of the log,
/// if one guild alone said anything between the record and the end of the process that wrote it; otherwise nobody
/// knows which they were. Immutable.
/// @param journal what it was given, the events of its guilds since included
record Revival(Journal journal, int lastSeq, List<Reach> reaches) {

    /// How far it has come in one guild.
    /// @param given events that pass its filter since the record
    /// @param before how many of them the process before may have given it
    record Reach(SessionRecord.Stand stand, EventLog log, long position, int given, int before) {}

    /// Null: what the client has or misses cannot be told.
    /// @param seen the last number that the client has
    static @Nullable Revival of(SessionRecord record, int seen, Function<GuildId, @Nullable EventLog> logs, User user) {
        var reaches = new ArrayList<Reach>();
        for (SessionRecord.Stand stand : record.stands()) {
            var log = logs.apply(stand.guild());
            var reach = log == null
                    ? null
                    : reachIn(log, stand, user, (int) record.asked().intents());
            if (reach == null) {
                return null;
            }
            reaches.add(reach);
        }
        reaches.sort(Comparator.comparingInt(Reach::before).reversed());
        int beyond = seen - record.lastSeq();
        boolean oneSpoke = reaches.stream().filter(reach -> reach.before > 0).count() == 1;
        if (beyond > 0 && (!oneSpoke || beyond > reaches.getFirst().before)) {
            return null;
        }
        var journal = new Journal(record.oldest(), record.entries());
        int lastSeq = record.lastSeq();
        for (Reach reach : reaches) {
            if (reach.given > 0) {
                journal.add(new Journal.Run(reach.stand.guild(), reach.position, reach.given));
                lastSeq += reach.given;
            }
        }
        return new Revival(journal, lastSeq, List.copyOf(reaches));
    }

    /// Null: some of it is not held any more, or cannot be given once more.
    private static @Nullable Reach reachIn(EventLog log, SessionRecord.Stand stand, User user, int intents) {
        long newest = log.newest();
        var since = log.between(stand.position(), newest);
        if (since.isEmpty()) {
            return null;
        }
        int given = 0;
        int before = 0;
        for (var event : since.get()) {
            var filter = EventFilter.of(event);
            if (event.event() instanceof AccessChanged || filter.expels(user.id())) {
                return null;
            }
            if (filter.reaches(user.id(), intents)) {
                given++;
                before += event.position() <= log.inherited() ? 1 : 0;
            }
        }
        return new Reach(stand, log, Math.max(newest, stand.position()), given, before);
    }

    /// Where the session goes on, on the lane that takes it in.
    List<Subscription> subscriptions(LaneSessions by, Session session) {
        return reaches.stream()
                .map(reach -> {
                    var subscription = new Subscription(by, session, reach.stand.guild());
                    subscription.position = reach.position;
                    subscription.log = reach.log;
                    return subscription;
                })
                .toList();
    }
}
