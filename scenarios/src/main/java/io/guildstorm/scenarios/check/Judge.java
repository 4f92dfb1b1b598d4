package io.guildstorm.scenarios.check;

import io.guildstorm.scenarios.check.Ledger.Note;
import io.guildstorm.scenarios.check.SentLog.Change;
import io.guildstorm.scenarios.check.SentLog.Outcome;
import io.guildstorm.scenarios.check.SentLog.Send;
import io.guildstorm.scenarios.check.Sighting.Seen;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Applies the rules of the audit to the sessions of one ledger, once the senders' log is complete. Used once: it
/// settles in the sessions what odd sightings turn out to be.
///
/// | event | rule | counted as |
/// |---|---|---|
/// | create | once in each session that is due it (see [Due]); allowed once in others and for unknown outcomes |
/// `expected delivered lost duplicated` |
/// | | id below the greatest before it in the session | `reordered` |
/// | | number, filler, channel, author, id or instant not as sent, or refused by the server | `corrupted` |
/// | update | after its create, or the message is older than READY; edit numbers do not fall | `reordered` |
/// | | text, id or author wrong · twice · due and missing | `corrupted` · `duplicated` · `stale` |
/// | delete | nothing of that id after it, no second delete · due and missing | `after_delete` · `stale` |
/// | any | of a channel after the event that revoked it, or written after the call that did had returned | `leaked` |
/// | any | of the channel in a session that does not have the guild open | `leaked` |
/// | create | deleted while the session was away, and told so by the resume in its place | not expected |
/// | create | sent after the call that took the channel away had returned | `leaked` |
///
/// A corrupted event counts for the one that it should have been, known by its id: it is not lost as well. A doubled
/// create is not out of order as well.
public final class Judge {
    private final SentLog log;
    private final Ledger ledger;
    private final Tally tally = new Tally();
    private final Set<Settled> settled = new HashSet<>();
    private final Set<Settled> leaked = new HashSet<>();

    private record Settled(SessionAudit session, int number) {}

    public Judge(SentLog log, Ledger ledger) {
        this.log = log;
        this.ledger = ledger;
    }

    /// @param interrupted what is missing is in flight, not lost
    public AuditReport judge(Collection<SessionAudit> sessions, boolean interrupted) {
        settleFirstSightings(sessions);
        for (Note note : ledger.notes()) settle(note);
        tally.add(Tally.Kind.CORRUPTED, ledger.overflow());
        var due = new Due(log);
        long expected = 0;
        long inFlight = 0;
        for (SessionAudit session : sessions) {
            expected += due.expected(session);
            sentAfterTaken(session);
            if (interrupted) {
                inFlight += due.missing(session);
            } else {
                due.eachMissing(session, send -> lost(session, send));
                for (Change change : log.changes()) checkChange(session, change);
            }
        }
        return tally.report(expected, inFlight);
    }

    /// First sightings that the log calls wrong: all sessions with that bit got a corrupted event.
    private void settleFirstSightings(Collection<SessionAudit> sessions) {
        for (Sighting sighting : ledger.primaryCreates()) {
            String wrong = wrongWith(sighting.seen());
            if (wrong == null) continue;
            int number = sighting.seen().number();
            int meant = meantBy(sighting.seen());
            for (SessionAudit session : sessions) {
                if (!session.received().contains(number)) continue;
                corrupted(session, meant, wrong);
                if (meant == number) continue;
                session.received().remove(number);
                if (meant >= 0) session.received().add(meant);
                settled.add(new Settled(session, meant));
            }
        }
        for (Send send : log.sends()) {
            for (Sighting edit : ledger.editsOf(send.number())) {
                String wrong = wrongWith(edit.seen());
                if (wrong == null) continue;
                for (SessionAudit session : sessions)
                    if (session.hasEdit(edit)) corrupted(session, send.number(), wrong);
            }
        }
    }

    /// A message that was sent when the call had returned is forbidden wherever in the stream it came.
    private void sentAfterTaken(SessionAudit session) {
        long answered = session.takenAnsweredNanos();
        if (answered == SessionAudit.NEVER) return;
        for (Send send : log.sends()) {
            if (send.startedNanos() <= answered || !session.received().contains(send.number())) continue;
            if (leaked.contains(new Settled(session, send.number()))) continue;
            leaked(
                    session,
                    send.number(),
                    "message " + send.number() + ", sent after the call that took the channel away had returned");
        }
    }

    private void leaked(SessionAudit session, int number, String words) {
        leaked.add(new Settled(session, number));
        tally.found(Tally.Kind.LEAKED, session, number, "got " + words);
    }

    private void settle(Note note) {
        SessionAudit session = note.session();
        Seen seen = note.sighting().seen();
        int number = seen.kind() == Sighting.Kind.DELETE ? ledger.numberOf(seen.id()) : seen.number();
        switch (note.oddity()) {
            case DEVIATES -> {
                if (seen.kind() == Sighting.Kind.CREATE) settleCreate(session, seen);
                else settleUpdate(session, seen);
            }
            case BELOW -> {
                if (idOf(number) < idOf(note.other()))
                    tally.found(
                            Tally.Kind.REORDERED, session, number, "got message " + number + " after " + note.other());
            }
            case EARLY -> {
                if (cameLate(session, number))
                    tally.found(
                            Tally.Kind.REORDERED,
                            session,
                            number,
                            "got edit " + seen.edit() + " of message " + number + " before the message");
            }
            case EDIT_BELOW ->
                tally.found(
                        Tally.Kind.REORDERED,
                        session,
                        number,
                        "got edit " + seen.edit() + " of message " + number + " after edit " + note.other());
            case AGAIN -> {
                twice(session, number, "message " + number);
                String wrong = wrongWith(seen);
                if (wrong != null) corrupted(session, meantBy(seen), wrong);
            }
            case EDIT_AGAIN -> twice(session, number, "edit " + seen.edit() + " of message " + number);
            case DELETED_FIRST -> {
                Send send = log.byId(seen.id());
                if (send != null) {
                    if (cameLate(session, send.number())) afterDelete(session, send.number(), "the create");
                    session.settleDelete(send.number());
                }
            }
            case AFTER_DELETE -> afterDelete(session, number, word(seen.kind()));
            case GARBLED -> corrupted(session, number, "not readable");
            case LEAKED ->
                leaked(session, number, word(seen.kind()) + " of message " + number + " after it was told of the loss");
            case FORBIDDEN ->
                leaked(
                        session,
                        number,
                        word(seen.kind()) + " of message " + number
                                + ", written after the call that took the channel away had returned");
            case NOT_OPEN ->
                leaked(session, number, word(seen.kind()) + " of message " + number + " without having its guild open");
        }
    }

    private void settleCreate(SessionAudit session, Seen seen) {
        int meant = meantBy(seen);
        if (meant < 0 && !seen.sound()) return; // nobody's measured message
        String wrong = seen.sound() ? wrongWith(seen) : "text or channel not as sent";
        if (wrong != null) corrupted(session, meant, wrong);
        if (meant < 0) return;
        if (!session.received().add(meant)) twice(session, meant, "message " + meant);
        settled.add(new Settled(session, meant));
    }

    private void settleUpdate(SessionAudit session, Seen seen) {
        int meant = meantBy(seen);
        if (meant < 0) return;
        String wrong = seen.sound() ? wrongWith(seen) : "text of an edit not as sent";
        if (wrong != null) corrupted(session, meant, wrong);
        ledger.editsOf(meant).stream()
                .filter(edit -> !session.hasEdit(edit))
                .filter(edit -> !seen.sound() || edit.seen().edit() == seen.edit())
                .findFirst()
                .ifPresent(session::settleEdit);
    }

    private void checkChange(SessionAudit session, Change change) {
        if (!Due.isDue(session, change)) return;
        int number = change.number();
        Send send = log.byNumber(number);
        if (send != null && session.withholds(send.messageId())) return; // it was told in place of the create
        boolean seen = change.isDelete()
                ? session.sawDelete(number)
                : ledger.editsOf(number).stream()
                        .anyMatch(edit -> edit.seen().edit() == change.edit() && session.hasEdit(edit));
        if (!seen) {
            String what = change.isDelete() ? "the delete" : "edit " + change.edit();
            tally.found(Tally.Kind.STALE, session, number, "never got " + what + " of message " + number);
        }
    }

    /// Its create did come, after what should have followed it, and not because it was older than the session.
    private boolean cameLate(SessionAudit session, int number) {
        Send send = log.byNumber(number);
        return session.received().contains(number)
                && !settled.contains(new Settled(session, number))
                && (send == null || send.startedNanos() > session.readyNanos());
    }

    /// Null: nothing, or the log does not know.
    private @Nullable String wrongWith(Seen seen) {
        Send sent = log.byNumber(seen.number());
        if (sent == null) return null;
        if (sent.outcome() == Outcome.REFUSED) return "was refused by the server";
        if (sent.messageId() != 0 && sent.messageId() != seen.id())
            return "id " + seen.id() + ", sent as " + sent.messageId();
        if (sent.authorId() != 0 && sent.authorId() != seen.author())
            return "author " + seen.author() + ", sent by " + sent.authorId();
        if (seen.kind() == Sighting.Kind.CREATE && sent.intendedNanos() != seen.intendedNanos())
            return "instant " + seen.intendedNanos() + ", sent for " + sent.intendedNanos();
        return null;
    }

    /// The message that a sighting was meant to be: by id if a sender knows it, else by its text. -1: unknown.
    private int meantBy(Seen seen) {
        Send byId = log.byId(seen.id());
        return byId != null ? byId.number() : seen.number();
    }

    private long idOf(int number) {
        Send send = log.byNumber(number);
        if (send != null && send.messageId() != 0) return send.messageId();
        Sighting create = ledger.createOf(number);
        return create == null ? 0 : create.seen().id();
    }

    private void lost(SessionAudit session, Send send) {
        tally.found(
                Tally.Kind.LOST,
                session,
                send.number(),
                String.format(
                        Locale.ROOT,
                        "never got message %d (id %d, answered %.1f ms after it was due)",
                        send.number(),
                        send.messageId(),
                        (send.answeredNanos() - send.intendedNanos()) / 1e6));
    }

    private void twice(SessionAudit session, int number, String what) {
        tally.found(Tally.Kind.DUPLICATED, session, number, "got " + what + " twice");
    }

    private void corrupted(SessionAudit session, int number, String how) {
        String what = number < 0 ? "an event" : "message " + number;
        tally.found(Tally.Kind.CORRUPTED, session, number, "got " + what + " corrupted: " + how);
    }

    private void afterDelete(SessionAudit session, int number, String what) {
        tally.found(
                Tally.Kind.AFTER_DELETE,
                session,
                number,
                "got " + what + " of message " + number + " after its delete");
    }

    private static String word(Sighting.Kind kind) {
        return switch (kind) {
            case CREATE -> "the create";
            case UPDATE -> "an edit";
            case DELETE -> "a delete";
        };
    }
}
