package io.guildstorm.scenarios.run;

/// The run cannot go on as planned; what was measured until now is kept.
final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Cause cause;

    StoppedException(Cause cause, String message) {
        super(message);
        this.cause = cause;
    }

    /// Why.
    enum Cause {
        /// Ctrl-C or SIGTERM.
        INTERRUPTED,
        /// The server ended, or refused what it must take.
        SERVER_DIED,
        /// A process of ours ended or gave up, or the disk is full: no fault of the server.
        INSTRUMENT_FAILED
    }

    Cause why() {
        return cause;
    }
}
