package io.guildstorm.scenarios.check;

/// What the audit found, in events; those of several sessions or processes add up.
/// @param expected creates that were due
/// @param delivered of those, the ones that arrived intact or not; `expected = delivered + lost + in_flight`
/// @param lost due and never seen
/// @param duplicated creates or edits seen again in one session
/// @param reordered creates below the greatest id before them, edits before their create or below a newer edit
/// @param corrupted number, filler, channel, author, id or intended instant not as sent; also what was refused
/// @param stale edits and deletes that were due and never seen
/// @param afterDelete whatever came for an id after its delete
/// @param leaked whatever came for a channel after the event that revoked it
/// @param inFlight missing at an interruption: neither lost nor delivered
public record AuditCounts(
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
    /// Nothing expected, nothing found.
    public static final AuditCounts NONE = new AuditCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// Sums of both.
    public AuditCounts plus(AuditCounts other) {
        return new AuditCounts(
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

    /// Whether no rule was broken.
    public boolean clean() {
        return lost + duplicated + reordered + corrupted + stale + afterDelete + leaked == 0;
    }
}
