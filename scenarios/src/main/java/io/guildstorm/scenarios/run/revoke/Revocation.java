package io.guildstorm.scenarios.run.revoke;

/// One call that took the channel from a reader.
/// @param session the reader's
/// @param begunNanos of `System.nanoTime()`
/// @param status of its answer, 0: none came
/// @param readStatus of a page of history that the reader asked for when the call had returned; 0: no answer came
record Revocation(Lever lever, int session, long begunNanos, long answeredNanos, int status, int readStatus) {
    boolean done() {
        return status / 100 == 2;
    }

    /// Whether the reader was still shown the channel.
    boolean readable() {
        return done() && readStatus / 100 == 2;
    }

    double millis() {
        return (answeredNanos - begunNanos) / 1e6;
    }
}
