package io.guildstorm.server.gateway.frame;

/// Why the server closes a socket, and what becomes of the session on it.
public enum CloseCode {
    /// The protocol of frames was broken.
    PROTOCOL_ERROR(1002, Fate.KEPT, "protocol error"),
    BAD_TEXT(1007, Fate.KEPT, "text is not UTF-8"),
    RESTART(1012, Fate.KEPT, "the server restarts"),
    /// A slow consumer, a session that was resumed elsewhere, a part of the fan-out that was lost: resume.
    RESUME(4000, Fate.KEPT, "resume"),
    UNKNOWN_OPCODE(4001, Fate.KEPT, "unknown opcode or bad payload for it"),
    DECODE_ERROR(4002, Fate.KEPT, "not JSON, or over 4096 bytes"),
    NOT_AUTHENTICATED(4003, Fate.DROPPED, "identify first"),
    AUTHENTICATION_FAILED(4004, Fate.DROPPED, "no such token"),
    ALREADY_AUTHENTICATED(4005, Fate.DROPPED, "identified already"),
    INVALID_SEQUENCE(4007, Fate.KEPT, "that sequence number was never sent"),
    RATE_LIMITED(4008, Fate.DROPPED, "too many commands"),
    SESSION_TIMED_OUT(4009, Fate.KEPT, "heartbeat missed"),
    INVALID_SHARD(4010, Fate.DROPPED, "shard has to be [index, count] with 0 <= index < count"),
    SHARDING_REQUIRED(4011, Fate.DROPPED, "too many guilds for one session: use shards"),
    INVALID_VERSION(
            4012, Fate.DROPPED, "use v=9 or v=10, encoding=json, and compress=zlib-stream, zstd-stream or none"),
    INVALID_INTENTS(4013, Fate.DROPPED, "intents hold unknown bits"),
    DISALLOWED_INTENTS(4014, Fate.DROPPED, "to ask for all members takes the GUILD_MEMBERS intent");

    /// What becomes of the session.
    public enum Fate {
        /// It can be resumed for a while.
        KEPT,
        DROPPED
    }

    private final int number;
    private final Fate fate;
    private final String reason;

    CloseCode(int number, Fate fate, String reason) {
        this.number = number;
        this.fate = fate;
        this.reason = reason;
    }

    public int number() {
        return number;
    }

    public Fate fate() {
        return fate;
    }

    /// What the frame says when nobody has more to say.
    public String reason() {
        return reason;
    }
}
