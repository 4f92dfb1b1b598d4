package io.guildstorm.scenarios.check;

import io.guildstorm.scenarios.check.SentLog.Change;
import io.guildstorm.scenarios.check.SentLog.Outcome;
import io.guildstorm.scenarios.check.SentLog.Send;
import io.guildstorm.scenarios.check.Sighting.Seen;
import java.util.ArrayList;
import java.util.List;

/// What was sent, and what each session then saw, to be played into the audit. Time is a plain count: message n is
/// started at 100 n + 10, answered at 100 n + 20, edited at 100 n + 30, deleted at 100 n + 50; sessions are ready at
/// 0.
final class AuditStory {
    static final long AUTHOR = 7;

    final List<Send> sends = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    final List<List<Seen>> streams = new ArrayList<>();
    final List<SessionAudit> sessions = new ArrayList<>();

    static AuditStory of(int sessions, int messages) {
        var story = new AuditStory();
        for (int n = 0; n < messages; n++) story.send(n, Outcome.ACKNOWLEDGED);
        for (int s = 0; s < sessions; s++) story.session(0);
        return story;
    }

    static long id(int number) {
        return 1_000_000 + number * 10L;
    }

    AuditStory send(int number, Outcome outcome) {
        long id = outcome == Outcome.ACKNOWLEDGED ? id(number) : 0;
        sends.add(new Send(number, at(number, 5), at(number, 10), at(number, 20), outcome, id, AUTHOR));
        return this;
    }

    AuditStory session(long readyNanos) {
        var session = new SessionAudit(sessions.size());
        session.ready(readyNanos);
        sessions.add(session);
        var stream = new ArrayList<Seen>();
        for (Send send : sends)
            if (send.outcome() != Outcome.REFUSED && send.startedNanos() > readyNanos)
                stream.add(create(send.number()));
        streams.add(stream);
        return this;
    }

    /// Edits a message and shows it to all sessions, right after the create.
    AuditStory edit(int number, int edit) {
        changes.add(new Change(number, edit, at(number, 30 + edit), at(number, 31 + edit), Outcome.ACKNOWLEDGED));
        insertAfterLastOf(number, update(number, edit));
        return this;
    }

    AuditStory delete(int number) {
        changes.add(new Change(number, -1, at(number, 50), at(number, 51), Outcome.ACKNOWLEDGED));
        insertAfterLastOf(number, Seen.delete(id(number)));
        return this;
    }

    private void insertAfterLastOf(int number, Seen seen) {
        for (List<Seen> stream : streams) {
            int at = stream.size();
            while (at > 0 && stream.get(at - 1).id() > id(number)) at--;
            stream.add(at, seen);
        }
    }

    static Seen create(int number) {
        return Seen.create(number, id(number), AUTHOR, at(number, 5));
    }

    static Seen update(int number, int edit) {
        return Seen.update(number, edit, id(number), AUTHOR);
    }

    static long at(int number, int tick) {
        return number * 100L + tick;
    }

    SentLog log() {
        return new SentLog(sends, changes);
    }

    /// Feeds the streams message by message, all sessions in turn, as a loop would.
    AuditReport judged() {
        var ledger = new Ledger();
        int longest = streams.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (int s = 0; s < streams.size(); s++) {
                if (i < streams.get(s).size())
                    feed(sessions.get(s), streams.get(s).get(i), ledger);
            }
        }
        return new Judge(log(), ledger).judge(sessions, false);
    }

    private static void feed(SessionAudit session, Seen seen, Ledger ledger) {
        var sighting = ledger.sighting(seen);
        switch (seen.kind()) {
            case CREATE -> session.create(sighting, ledger);
            case UPDATE -> session.update(sighting, ledger);
            case DELETE -> session.delete(sighting, ledger);
        }
    }
}
