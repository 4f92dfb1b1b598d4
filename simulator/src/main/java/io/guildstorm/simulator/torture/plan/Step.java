package io.guildstorm.simulator.torture.plan;

/// One thing that a client does.
/// @param pauseMillis before it
/// @param choice picks its object, among those that there are when it is time
public record Step(int pauseMillis, Kind kind, int choice) {
    /// What is done.
    public enum Kind {
        SEND(20),
        /// With a nonce; repeated until it is answered.
        SEND_ONCE(25),
        /// With a nonce, twice at the same time.
        SEND_ONCE_TWICE(5),
        EDIT(12),
        /// Two edits of one message at the same time.
        EDIT_TWICE(3),
        DELETE(6),
        READ_NEWEST(6),
        READ_BEFORE(6),
        READ_AFTER(6),
        READ_AROUND(6),
        /// The gateway's socket is cut after so many bytes.
        CUT_SOCKET(3),
        /// The socket of the next call is cut after so many bytes.
        CUT_CALL(2),
        /// Signs out, and in as a new session.
        SIGN_IN_ANEW(1);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        int weight() {
            return weight;
        }

        boolean cuts() {
            return this == CUT_SOCKET || this == CUT_CALL;
        }
    }
}
