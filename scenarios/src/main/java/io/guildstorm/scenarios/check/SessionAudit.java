package io.guildstorm.scenarios.check;

import io.guildstorm.scenarios.check.Ledger.Oddity;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one session has seen of the measured channel: a bit a message and the greatest id; the rest only when
/// something is odd.
///
/// **Owner:** the event loop of the session, as is its [Ledger].
public final class SessionAudit {
    /// Instant of what has not happened.
    public static final long NEVER = Long.MAX_VALUE;
    /// Close code of a socket that ended without a close frame.
    public static final int CUT = 1006;

    private final int session;
    private final NumberSet received = new NumberSet();
    private @Nullable NumberSet edits;
    private @Nullable NumberSet deleted;
    private long readyNanos = NEVER;
    private long leftNanos = NEVER;
    private int closeCode;
    private long greatestId;
    private int greatestNumber;
    private boolean revoked;
    private boolean forbidden;
    private boolean passive;
    private boolean addressed;
    private boolean abandoned;
    private boolean replaying;
    /// Ids of messages of whose create a resume told the delete; null: none.
    private @Nullable Set<Long> withheld;
    private long takenNanos = NEVER;
    private long takenAnsweredNanos = NEVER;

    /// @param session its number in witnesses
    public SessionAudit(int session) {
        this.session = session;
    }

    /// From here on it is due what is sent.
    public void ready(long nanos) {
        readyNanos = nanos;
    }

    /// We begin to leave.
    public void leave(long nanos) {
        leftNanos = Math.min(leftNanos, nanos);
    }

    /// Somebody took the channel from its user. What was not answered when that call began it is no longer due; what
    /// was sent when it had returned is leaked.
    /// @param begunNanos when the call began
    /// @param answeredNanos when it had returned
    public void taken(long begunNanos, long answeredNanos) {
        takenNanos = begunNanos;
        takenAnsweredNanos = answeredNanos;
    }

    /// It does not read, so nothing is due to it; what it reads all the same must be as it was sent, and in order.
    public void excused() {
        takenNanos = Long.MIN_VALUE;
    }

    /// It does not have the guild open: nothing of the channel is due to it, and what comes all the same is
    /// leaked. No measured text mentions anybody.
    public void passive() {
        takenNanos = Long.MIN_VALUE;
        passive = true;
    }

    /// All messages mention everyone, so that it is due them even where it does not have the guild open; edits and
    /// deletes it is not.
    public void addressed() {
        addressed = true;
        if (passive) takenNanos = NEVER;
    }

    /// Whatever comes of the channel from here on was written after the call that took it away had returned, and is
    /// leaked.
    public void forbidden() {
        forbidden = true;
    }

    /// The other side ended it. After a close with a defined code it is due only what is older than the newest
    /// that it got: the rest is what a resume would bring. A socket that was cut stays due everything.
    public void closed(int code, long nanos) {
        if (leftNanos != NEVER) return;
        closeCode = code;
        if (code != CUT) leftNanos = nanos;
    }

    /// Its connection was cut on our side, and its user comes back with another session. It is due only what is older
    /// than the newest that it got: more may have lain in the socket.
    public void abandoned(long nanos) {
        leave(nanos);
        abandoned = true;
    }

    /// It is being resumed, or has been: meanwhile the delete of a message may stand where its create stood, as that
    /// would show what is gone. The delete itself comes besides.
    public void replaying(boolean now) {
        replaying = now;
    }

    /// @return whether it came for the first time and counts as a delivery
    public boolean create(Sighting sighting, Ledger ledger) {
        if (!passive || !addressed) noteIfTaken(sighting, ledger);
        if (!sighting.primary()) {
            ledger.note(this, Oddity.DEVIATES, sighting, -1);
            return false;
        }
        int number = sighting.seen().number();
        boolean gone = (deleted != null && deleted.contains(number))
                || withholds(sighting.seen().id());
        if (gone) ledger.note(this, Oddity.AFTER_DELETE, sighting, -1);
        if (!received.add(number)) {
            if (!gone) ledger.note(this, Oddity.AGAIN, sighting, -1);
            return false;
        }
        long id = sighting.seen().id();
        if (id < greatestId) {
            ledger.note(this, Oddity.BELOW, sighting, greatestNumber);
        } else {
            greatestId = id;
            greatestNumber = number;
        }
        return true;
    }

    public void update(Sighting sighting, Ledger ledger) {
        noteIfTaken(sighting, ledger);
        if (!sighting.primary()) {
            ledger.note(this, Oddity.DEVIATES, sighting, -1);
            return;
        }
        int number = sighting.seen().number();
        if (deleted != null && deleted.contains(number)) ledger.note(this, Oddity.AFTER_DELETE, sighting, -1);
        if (!received.contains(number)) ledger.note(this, Oddity.EARLY, sighting, -1);
        if (edits == null) edits = new NumberSet();
        for (Sighting other : ledger.editsOf(number)) {
            if (other.seen().edit() > sighting.seen().edit() && edits.contains(other.index())) {
                ledger.note(this, Oddity.EDIT_BELOW, sighting, other.seen().edit());
                break;
            }
        }
        if (!edits.add(sighting.index())) ledger.note(this, Oddity.EDIT_AGAIN, sighting, -1);
    }

    public void delete(Sighting sighting, Ledger ledger) {
        noteIfTaken(sighting, ledger);
        long id = sighting.seen().id();
        int number = ledger.numberOf(id);
        if (replaying && (number < 0 || !received.contains(number)) && withhold(id)) return;
        if (number < 0) { // older than this swarm, no measured message, or too early
            ledger.note(this, Oddity.DELETED_FIRST, sighting, -1);
            return;
        }
        if (deleted == null) deleted = new NumberSet();
        if (!deleted.add(number)) ledger.note(this, Oddity.AFTER_DELETE, sighting, -1);
    }

    /// @return false: it was before
    private boolean withhold(long id) {
        if (withheld == null) withheld = new HashSet<>();
        return withheld.add(id);
    }

    /// Whether a resume told its delete in place of its create.
    boolean withholds(long id) {
        return withheld != null && withheld.contains(id);
    }

    boolean withholdsAny() {
        return withheld != null;
    }

    /// An event of the channel that is not judged but by being there: typing.
    public void transientEvent(Ledger ledger) {
        noteIfTaken(ledger.nameless(), ledger);
    }

    private void noteIfTaken(Sighting sighting, Ledger ledger) {
        if (revoked) ledger.note(this, Oddity.LEAKED, sighting, -1);
        else if (forbidden) ledger.note(this, Oddity.FORBIDDEN, sighting, -1);
        else if (passive) ledger.note(this, Oddity.NOT_OPEN, sighting, -1);
    }

    /// An event that no reader takes.
    public void garbled(Ledger ledger) {
        ledger.note(this, Oddity.GARBLED, ledger.nameless(), -1);
    }

    /// The channel or its guild was taken away, or given back.
    public void revoked(boolean taken) {
        revoked = taken;
    }

    public int session() {
        return session;
    }

    /// [#NEVER] until then.
    public long readyNanos() {
        return readyNanos;
    }

    /// Whether it was told that the channel is gone.
    public boolean toldRevoked() {
        return revoked;
    }

    /// When the call that took the channel from it had returned; [#NEVER]: nobody did.
    public long takenAnsweredNanos() {
        return takenAnsweredNanos;
    }

    /// Until when a send must have been answered to be due: when it began to leave, or the channel was taken from it.
    long dueUntilNanos() {
        return Math.min(leftNanos, takenNanos);
    }

    /// When it began to leave, on either side; [#NEVER] while it has not.
    public long leftNanos() {
        return leftNanos;
    }

    /// 0 unless the other side ended it.
    public int closeCode() {
        return closeCode;
    }

    /// Distinct creates.
    public int receivedCount() {
        return received.size();
    }

    /// Whether it hears of edits and deletes.
    boolean hearsChanges() {
        return !passive;
    }

    /// Whether what it got last tells how far it was served.
    boolean endedUnserved() {
        return abandoned || (closeCode != 0 && closeCode != CUT);
    }

    long greatestId() {
        return greatestId;
    }

    NumberSet received() {
        return received;
    }

    void settleEdit(Sighting edit) {
        if (edits == null) edits = new NumberSet();
        edits.add(edit.index());
    }

    void settleDelete(int number) {
        if (deleted == null) deleted = new NumberSet();
        deleted.add(number);
    }

    boolean hasEdit(Sighting edit) {
        return edits != null && edits.contains(edit.index());
    }

    boolean sawDelete(int number) {
        return deleted != null && deleted.contains(number);
    }
}
