package io.guildstorm.server.node;

/// Why a server was not started, in words for the one who started it. Carries no stack trace: it is a message.
final class RefusedStart extends RuntimeException {
    /// Whose fault it is, as the exit code of the process.
    enum Fault {
        /// A flag, a switch or a value: what was typed.
        INPUT(2),
        /// The machine: a port, a folder.
        ENVIRONMENT(3);

        private final int exitCode;

        Fault(int exitCode) {
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }

    private final Fault fault;

    RefusedStart(Fault fault, String message) {
        super(message, null, false, false);
        this.fault = fault;
    }

    static RefusedStart input(String message) {
        return new RefusedStart(Fault.INPUT, message);
    }

    static RefusedStart environment(String message) {
        return new RefusedStart(Fault.ENVIRONMENT, message);
    }

    Fault fault() {
        return fault;
    }
}
