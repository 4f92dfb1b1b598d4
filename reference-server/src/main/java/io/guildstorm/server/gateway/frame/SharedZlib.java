package io.guildstorm.server.gateway.frame;

import java.util.zip.Deflater;

/// Deflate blocks (RFC 1951) of a zlib stream (RFC 1950), each text compressed from an empty window: distances reach
/// back within it only, so they hold wherever it stands. Each text ends in the empty block `00 00 FF FF` that tells
/// clients of the end of a payload. The checksum that a zlib stream ends with never comes, as the stream does not end.
public final class SharedZlib implements SharedStream {
    /// Deflate, a window of 32 KiB, no dictionary.
    private static final byte[] OPENING = {0x78, (byte) 0x9C};

    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);

    @Override
    public byte[] blocks(byte[] text) {
        deflater.reset();
        return ZlibStream.flushed(deflater, text);
    }

    @Override
    public byte[] opening() {
        return OPENING;
    }

    /// A stored block: a byte of header, as the stream stands at a byte's beginning, the length, and its complement.
    @Override
    public int lead(byte[] target, int at, int to) {
        int length = to - at;
        target[at - 5] = 0;
        target[at - 4] = (byte) length;
        target[at - 3] = (byte) (length >>> 8);
        target[at - 2] = (byte) ~length;
        target[at - 1] = (byte) (~length >>> 8);
        return at - 5;
    }
}
