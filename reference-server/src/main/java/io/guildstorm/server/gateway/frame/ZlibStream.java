package io.guildstorm.server.gateway.frame;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

/// One zlib stream for all that a connection is sent, flushed after each payload so that it ends in `00 00 FF FF`.
/// Holds some 260 KB of native memory until [#end].
public final class ZlibStream implements Compression {
    private static final int PIECE = 1_024;

    private final Deflater deflater = new Deflater();

    @Override
    public byte[] compress(byte[] payload) {
        return flushed(deflater, payload);
    }

    /// What comes of a text, up to the empty block that ends it.
    static byte[] flushed(Deflater deflater, byte[] text) {
        var out = new ByteArrayOutputStream(PIECE);
        var piece = new byte[PIECE];
        deflater.setInput(text);
        int length;
        do {
            length = deflater.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH);
            out.write(piece, 0, length);
        } while (length == piece.length);
        return out.toByteArray();
    }

    @Override
    public void end() {
        deflater.end();
    }
}
