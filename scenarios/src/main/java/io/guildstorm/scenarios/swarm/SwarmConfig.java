package io.guildstorm.scenarios.swarm;

import io.guildstorm.scenarios.client.Attention;
import java.nio.file.Path;

/// What a swarm process is told at its start, in a JSON file.
/// @param name of the process, part of its files' names: `swarm-0`
/// @param gatewayPath path and query of the upgrade request; what it asks for with `compress` is decoded
/// @param tokens file, one token a line; unused in floor mode
/// @param userIds file, one user id a line, beside the tokens; unused in floor mode
/// @param first index of this process's first session in both files, and its number in witnesses
/// @param capacity sessions that it may be asked for
/// @param loops event loops, each on a thread of its own
/// @param guild id of the measured guild
/// @param channel id of the measured channel
/// @param intents bits asked for at identify
/// @param out folder that the result files are written into
/// @param mode whose protocol to speak
/// @param seed of everything that is drawn: heartbeat phases, sampled messages
/// @param slowReaders that many of the last sessions stop reading once they are ready; nothing is due to them,
/// and how late they read is in no figure
/// @param openOneIn of so many sessions one opens the guild and is due what is said there, the others do not
/// and are not; 0: the server makes no difference, and all are due it
public record SwarmConfig(
        String name,
        String host,
        int port,
        String gatewayPath,
        String tokens,
        String userIds,
        int first,
        int capacity,
        int loops,
        String guild,
        String channel,
        int intents,
        Path out,
        Mode mode,
        long seed,
        int slowReaders,
        int openOneIn) {
    /// What stands at the other end.
    public enum Mode {
        /// A chat server with the gateway protocol.
        GATEWAY,
        /// The floor process: sessions are ready after the upgrade, nobody identifies.
        FLOOR
    }

    public SwarmConfig {
        if (loops < 1) throw new IllegalArgumentException("loops below 1: " + loops);
        if (capacity < 1) throw new IllegalArgumentException("capacity below 1: " + capacity);
        if (slowReaders < 0 || slowReaders > capacity)
            throw new IllegalArgumentException("slow_readers not in 0 to " + capacity + ": " + slowReaders);
        if (openOneIn < 0) throw new IllegalArgumentException("open_one_in below 0: " + openOneIn);
    }

    /// Of the session with this number.
    Attention attentionOf(int session) {
        if (openOneIn == 0) return Attention.UNASKED;
        return session % openOneIn == 0 ? Attention.OPEN : Attention.PASSIVE;
    }

    /// The same without a protocol: sessions are ready once upgraded.
    SwarmConfig rehearsing() {
        return new SwarmConfig(
                name,
                host,
                port,
                gatewayPath,
                tokens,
                userIds,
                first,
                capacity,
                loops,
                guild,
                channel,
                intents,
                out,
                Mode.FLOOR,
                seed,
                slowReaders,
                0);
    }
}
