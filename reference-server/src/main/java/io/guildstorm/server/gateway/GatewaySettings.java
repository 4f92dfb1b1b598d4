package io.guildstorm.server.gateway;

import io.guildstorm.server.gateway.session.PassiveTerms;
import io.guildstorm.server.gateway.socket.SocketBatch;
import java.time.Duration;
import java.util.Optional;

/// Limits of connections and sessions.
/// @param heartbeatInterval what HELLO tells clients; a socket without a heartbeat for 1.5 times as long is closed
/// @param resumeWindow how long a session without a socket can be resumed
/// @param sendQueueBytes bytes that may wait for a socket; more, and the consumer is slow: closed with 4000
/// @param backlogBytes bytes that may wait for all sockets together; more, and those are closed for whom most waits
/// @param sendQueueAge how long a byte may wait for a socket
/// @param commandsPerMinute payloads that a client may send in 60 s, heartbeats included
/// @param writes how frames reach plain sockets
/// @param flushWindow how long an event may be held on a busy lane so that the next leave with it; zero: not at all
/// @param streams whose the compressed streams are
/// @param passive how sessions are passive; empty: never
/// @param signInsMax identifies and resumes that a lane has under way; [Integer#MAX_VALUE]: as many as there are
public record GatewaySettings(
        Duration heartbeatInterval,
        Duration resumeWindow,
        int sendQueueBytes,
        long backlogBytes,
        Duration sendQueueAge,
        int commandsPerMinute,
        Writes writes,
        Duration flushWindow,
        Streams streams,
        Optional<PassiveTerms> passive,
        int signInsMax) {
    /// Enough to keep a lane at work while guilds answer, which on a busy machine takes some 20 ms.
    private static final int SIGN_INS_MAX = 64;
    /// One is some 0.1 ms of work, so other work of the lane waits for some 1.5 ms, as it does for a slice of a
    /// fan-out.
    private static final int SIGN_IN_STEPS_MAX = 16;

    /// How long a client that was told to beat so often may be silent before its socket is closed.
    public static Duration silenceMax(Duration heartbeatInterval) {
        return heartbeatInterval.multipliedBy(3).dividedBy(2);
    }

    /// Without passive sessions, and with the usual bound of sign-ins.
    public GatewaySettings(
            Duration heartbeatInterval,
            Duration resumeWindow,
            int sendQueueBytes,
            long backlogBytes,
            Duration sendQueueAge,
            int commandsPerMinute,
            Writes writes,
            Duration flushWindow,
            Streams streams) {
        this(
                heartbeatInterval,
                resumeWindow,
                sendQueueBytes,
                backlogBytes,
                sendQueueAge,
                commandsPerMinute,
                writes,
                flushWindow,
                streams,
                Optional.empty(),
                SIGN_INS_MAX);
    }

    public GatewaySettings withPassive(Optional<PassiveTerms> terms) {
        return new GatewaySettings(
                heartbeatInterval,
                resumeWindow,
                sendQueueBytes,
                backlogBytes,
                sendQueueAge,
                commandsPerMinute,
                writes,
                flushWindow,
                streams,
                terms,
                signInsMax);
    }

    /// Upgrades, identifies and resumes that a turn of a lane begins at most.
    int signInStepsMax() {
        return signInsMax == Integer.MAX_VALUE ? signInsMax : Math.min(signInsMax, SIGN_IN_STEPS_MAX);
    }

    /// The switch `admission`: [Integer#MAX_VALUE] is `none`.
    public GatewaySettings withSignInsMax(int permits) {
        return new GatewaySettings(
                heartbeatInterval,
                resumeWindow,
                sendQueueBytes,
                backlogBytes,
                sendQueueAge,
                commandsPerMinute,
                writes,
                flushWindow,
                streams,
                passive,
                permits);
    }

    /// The switch `gateway.write`: how frames reach plain sockets of epoll; those of other transports, encrypted
    /// ones and those with a compressor of their own go through Netty's pipeline in any case.
    public enum Writes {
        /// By a ring of the lane's own, 64 sockets a call.
        URING,
        /// By `send(2)`, called directly.
        SEND,
        /// Through the pipeline.
        NETTY;

        /// Whether this machine has it.
        public boolean isAvailable() {
            return this != URING || SocketBatch.ringIsAvailable();
        }

        SocketBatch batch() {
            return this == URING ? SocketBatch.ofRing() : SocketBatch.ofSends();
        }
    }

    /// The switch `gateway.compress`, of which all values but `shared` are for the clients.
    public enum Streams {
        /// Each connection that asks for one has a compressor.
        OWN,
        /// They are spliced from blocks that all connections of a lane share.
        SHARED
    }

    /// The switch `gateway.slow-consumers` at `keep`: what nobody reads waits without a bound that anybody meets, to
    /// see what the bounds are for.
    public GatewaySettings keepingSlowConsumers() {
        return new GatewaySettings(
                heartbeatInterval,
                resumeWindow,
                Integer.MAX_VALUE,
                Long.MAX_VALUE / 2,
                Duration.ofDays(365),
                commandsPerMinute,
                writes,
                flushWindow,
                streams,
                passive,
                signInsMax);
    }

    /// What the dialect publishes, or Discord's own servers are known to do. Frames that wait lie outside of the heap,
    /// in memory that the JVM bounds by the heap's own bound, and take up to twice their length there: all of them
    /// together may be an eighth of it.
    public static GatewaySettings defaults() {
        return new GatewaySettings(
                Duration.ofMillis(41_250),
                Duration.ofSeconds(120),
                256 << 10,
                Runtime.getRuntime().maxMemory() / 8,
                Duration.ofSeconds(10),
                120,
                Writes.SEND,
                Duration.ofMillis(5),
                Streams.OWN);
    }
}
