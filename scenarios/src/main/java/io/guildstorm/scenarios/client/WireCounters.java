package io.guildstorm.scenarios.client;

/// What one event loop's sessions count together.
///
/// **Owner:** the event loop; others read through a task on it.
public final class WireCounters {
    private long bytes;
    private long passiveUpdates;
    private long passiveUpdateBytes;
    private long sequenceBreaks;
    private long unansweredHeartbeats;

    void read(int count) {
        bytes += count;
    }

    void sequenceBroke() {
        sequenceBreaks++;
    }

    void heartbeatUnanswered() {
        unansweredHeartbeats++;
    }

    /// Received over all sockets.
    public long bytes() {
        return bytes;
    }

    /// A session was told what is unread.
    public void passiveUpdate(int payloadBytes) {
        passiveUpdates++;
        passiveUpdateBytes += payloadBytes;
    }

    public long passiveUpdates() {
        return passiveUpdates;
    }

    /// Of their payloads.
    public long passiveUpdateBytes() {
        return passiveUpdateBytes;
    }

    /// Dispatches whose `s` was not the last + 1.
    public long sequenceBreaks() {
        return sequenceBreaks;
    }

    /// Heartbeats without an answer when the next was due.
    public long unansweredHeartbeats() {
        return unansweredHeartbeats;
    }
}
