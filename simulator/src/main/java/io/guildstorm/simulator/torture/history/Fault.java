package io.guildstorm.simulator.torture.history;

/// Something done to the server.
/// @param begin ns
/// @param end when it was over, ns: the server was ready again
public record Fault(Kind kind, long begin, long end) {
    /// What was done.
    public enum Kind {
        /// SIGKILL, then a start on the same data.
        KILL("kill -9 of the server, restarted on the same data"),
        /// SIGTERM, awaited, then a start on the same data.
        STOP("graceful stop of the server, restarted on the same data"),
        /// SIGSTOP, then SIGCONT.
        FREEZE("the server stands still (SIGSTOP)");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /// As a person says it.
        public String words() {
            return words;
        }
    }
}
