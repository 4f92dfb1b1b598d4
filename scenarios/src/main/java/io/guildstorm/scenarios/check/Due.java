package io.guildstorm.scenarios.check;

import io.guildstorm.scenarios.check.SentLog.Change;
import io.guildstorm.scenarios.check.SentLog.Outcome;
import io.guildstorm.scenarios.check.SentLog.Send;
import java.util.List;
import java.util.function.Consumer;

/// Which creates a session is due: those acknowledged, that were started after it was ready and answered before it
/// began to leave or the channel was begun to be taken from it; but for those that were deleted while it was away and
/// of which a resume told so. Most sessions are there from first to last, and are
/// counted 64 messages at a time.
public final class Due {
    private final List<Send> acknowledged;
    private final NumberSet all = new NumberSet();
    private final NumberSet deleted = new NumberSet();
    private final long firstStarted;

    public Due(SentLog log) {
        acknowledged = log.sends().stream()
                .filter(send -> send.outcome() == Outcome.ACKNOWLEDGED)
                .toList();
        acknowledged.forEach(send -> all.add(send.number()));
        log.changes().stream()
                .filter(change -> change.isDelete() && change.outcome() != Outcome.REFUSED)
                .forEach(change -> deleted.add(change.number()));
        firstStarted = acknowledged.stream().mapToLong(Send::startedNanos).min().orElse(Long.MAX_VALUE);
    }

    /// How many creates it is due.
    long expected(SessionAudit session) {
        if (isThereThroughout(session)) return acknowledged.size();
        return acknowledged.stream().filter(send -> isDue(session, send)).count();
    }

    /// How many of those it has not got.
    public long missing(SessionAudit session) {
        if (isThereThroughout(session)) return session.received().missingOf(all);
        return acknowledged.stream()
                .filter(send -> isDue(session, send) && !session.received().contains(send.number()))
                .count();
    }

    void eachMissing(SessionAudit session, Consumer<Send> to) {
        if (missing(session) == 0) return;
        acknowledged.stream()
                .filter(send -> isDue(session, send) && !session.received().contains(send.number()))
                .forEach(to);
    }

    /// An acknowledged edit or delete, by the same bounds. What a close cut off is not known, as changes have no
    /// id.
    static boolean isDue(SessionAudit session, Change change) {
        return change.outcome() == Outcome.ACKNOWLEDGED
                && session.readyNanos() < change.startedNanos()
                && change.answeredNanos() < session.dueUntilNanos()
                && !session.endedUnserved()
                && session.hearsChanges();
    }

    private boolean isDue(SessionAudit session, Send send) {
        return session.readyNanos() < send.startedNanos()
                && send.answeredNanos() < session.dueUntilNanos()
                && (!session.endedUnserved() || send.messageId() <= session.greatestId())
                && !(session.withholds(send.messageId()) && deleted.contains(send.number()));
    }

    private boolean isThereThroughout(SessionAudit session) {
        return session.readyNanos() < firstStarted
                && session.dueUntilNanos() == SessionAudit.NEVER
                && !session.withholdsAny();
    }
}
