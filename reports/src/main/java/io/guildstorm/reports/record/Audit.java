package io.guildstorm.reports.record;

import com.fasterxml.jackson.annotation.JsonIgnore;

/// What became of the deliveries that were due; the rules are in the table of docs/report.md.
/// @param expected  due to a session: READY before the send started, not leaving when it was answered 2xx
/// @param delivered of `expected`, those that arrived
/// @param stale     edits that a session never saw
/// @param inFlight  neither delivered nor lost, because the run was interrupted
public record Audit(
        long expected,
        long delivered,
        long lost,
        long duplicated,
        long reordered,
        long corrupted,
        long stale,
        long afterDelete,
        long leaked,
        long inFlight) {
    public static final Audit NONE = new Audit(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// The audit of both sets of sessions.
    public Audit plus(Audit other) {
        return new Audit(
                expected + other.expected,
                delivered + other.delivered,
                lost + other.lost,
                duplicated + other.duplicated,
                reordered + other.reordered,
                corrupted + other.corrupted,
                stale + other.stale,
                afterDelete + other.afterDelete,
                leaked + other.leaked,
                inFlight + other.inFlight);
    }

    /// Of an interrupted run: what did not arrive was still on its way, as far as anyone knows.
    public Audit interrupted() {
        return new Audit(
                expected, delivered, 0, duplicated, reordered, corrupted, stale, afterDelete, leaked, inFlight + lost);
    }

    /// Nothing counted but `expected`, `delivered` and `inFlight`.
    @JsonIgnore
    public boolean clean() {
        return lost == 0
                && duplicated == 0
                && reordered == 0
                && corrupted == 0
                && stale == 0
                && afterDelete == 0
                && leaked == 0;
    }
}
