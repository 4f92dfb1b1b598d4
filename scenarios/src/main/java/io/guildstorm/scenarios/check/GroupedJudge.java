package io.guildstorm.scenarios.check;

import io.guildstorm.scenarios.check.SentLog.Outcome;
import io.guildstorm.scenarios.check.SentLog.Send;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules of the audit for sessions that come in groups, of which all got the same: sessions without sockets. They
/// are there from before the first send to after the last. Only creates are judged.
///
/// | rule | counted as |
/// |---|---|
/// | once each that was acknowledged; allowed once for unknown outcomes | `expected delivered lost duplicated` |
/// | id below the greatest before it | `reordered` |
/// | nothing to who does not have the guild open: as many sessions as those are have nothing | `leaked` |
/// | a byte, the number or the id not as sent; refused by the server | `corrupted` |
public final class GroupedJudge {
    private final SentLog log;

    public GroupedJudge(SentLog log) {
        this.log = log;
    }

    /// @param number of the measured message; below zero: of no measured message
    /// @param intact whether every byte was as it ought to be
    public record Got(int number, long id, boolean intact) {}

    /// @param sessions that got exactly this, in this order
    public record Group(long sessions, List<Got> got) {
        public Group {
            got = List.copyOf(got);
        }
    }

    /// @param passive how many of the sessions do not have the guild open: nothing is due to them
    public AuditCounts judge(List<Group> groups, long passive) {
        AuditCounts sum = AuditCounts.NONE;
        long left = passive;
        for (Group group : groups) {
            long excused = group.got().isEmpty() ? Math.min(left, group.sessions()) : 0;
            left -= excused;
            sum = sum.plus(times(group.sessions() - excused, judge(group)));
        }
        return sum.plus(new AuditCounts(0, 0, 0, 0, 0, 0, 0, 0, left, 0));
    }

    private AuditCounts judge(Group group) {
        Set<Integer> seen = new HashSet<>();
        long duplicated = 0;
        long reordered = 0;
        long corrupted = 0;
        long greatest = 0;
        for (Got got : group.got()) {
            boolean again = got.number() >= 0 && !seen.add(got.number());
            if (again) duplicated++;
            else if (got.id() < greatest) reordered++;
            if (!isAsSent(got)) corrupted++;
            greatest = Math.max(greatest, got.id());
        }
        long expected = 0;
        long lost = 0;
        for (Send send : log.sends()) {
            if (send.outcome() != Outcome.ACKNOWLEDGED) continue;
            expected++;
            if (!seen.contains(send.number())) lost++;
        }
        return new AuditCounts(expected, expected - lost, lost, duplicated, reordered, corrupted, 0, 0, 0, 0);
    }

    private boolean isAsSent(Got got) {
        if (!got.intact()) return false;
        Send send = log.byNumber(got.number());
        if (send == null || send.outcome() == Outcome.REFUSED) return false;
        return send.messageId() == 0 || send.messageId() == got.id();
    }

    private static AuditCounts times(long sessions, AuditCounts one) {
        return new AuditCounts(
                sessions * one.expected(),
                sessions * one.delivered(),
                sessions * one.lost(),
                sessions * one.duplicated(),
                sessions * one.reordered(),
                sessions * one.corrupted(),
                0,
                0,
                0,
                0);
    }

    /// How many sends were acknowledged.
    public long acknowledged() {
        return log.sends().stream()
                .filter(send -> send.outcome() == Outcome.ACKNOWLEDGED)
                .count();
    }
}
