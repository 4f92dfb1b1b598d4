package io.guildstorm.scenarios.gatling;

/// Told what becomes of sends, from any thread.
interface SendRecords {
    /// A send began.
    /// @param intendedNanos when it was due
    void started(long intendedNanos, long nowNanos);

    /// It was answered, or will not be.
    void answered(SendJournal.Sent send);

    /// The same once more if it was answered 429.
    /// @param retryAfter the header, empty if there was none
    /// @param answer the body
    void refused(SendJournal.Sent send, String retryAfter, String answer);
}
