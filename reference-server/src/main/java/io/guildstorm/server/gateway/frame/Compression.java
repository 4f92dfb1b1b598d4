package io.guildstorm.server.gateway.frame;

/// Makes payloads shorter, one after the other, for binary frames. What it returned has to be sent, and in that
/// order, for a stream remembers it.
///
/// **Owner:** one lane.
public sealed interface Compression permits ZlibDocuments, ZlibStream, ZstdStream, SharedStream {
    byte[] compress(byte[] payload);

    /// The same for the first payload of a connection, which begins the stream.
    default byte[] first(byte[] payload) {
        return compress(payload);
    }

    /// The socket is closed: gives back what it alone needed.
    void end();
}
