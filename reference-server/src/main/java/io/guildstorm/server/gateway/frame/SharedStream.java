package io.guildstorm.server.gateway.frame;

/// A compressed stream that keeps no state a connection, so that all connections of a lane can be sent the same bytes.
/// What it makes of a text are blocks that depend on nothing before them, and so may follow whatever a connection was
/// sent before; the decoder on the other side sees one stream that never ends. Between them, a raw block carries what
/// differs from session to session (docs/decisions/0095).
///
/// **Owner:** one lane, for its life: [#end] of a socket does nothing.
public sealed interface SharedStream extends Compression permits SharedZlib, SharedZstd {
    /// What [#lead] writes at most.
    int LEAD_MAX = 5;

    /// `text` as whole blocks, none of them the last of the stream.
    /// @param text UTF-8
    byte[] blocks(byte[] text);

    /// What a connection's stream begins with, once.
    byte[] opening();

    /// Writes the head of a raw block before `at`, for the bytes of `target` from there to `to`, at most 65,535.
    /// @return where the block begins
    int lead(byte[] target, int at, int to);

    @Override
    default byte[] compress(byte[] payload) {
        return blocks(payload);
    }

    @Override
    default byte[] first(byte[] payload) {
        byte[] opening = opening();
        byte[] blocks = blocks(payload);
        byte[] both = new byte[opening.length + blocks.length];
        System.arraycopy(opening, 0, both, 0, opening.length);
        System.arraycopy(blocks, 0, both, opening.length, blocks.length);
        return both;
    }

    @Override
    default void end() {
        // other sockets of the lane go on with it
    }
}
