package io.guildstorm.server.gateway.frame;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

/// Each payload a zlib document of its own, for clients that ask for it when they identify. It remembers nothing, so
/// one serves all sockets of a lane; the lane keeps it as long as the process lives.
public final class ZlibDocuments implements Compression {
    private static final int PIECE = 1_024;

    private final Deflater deflater = new Deflater();

    @Override
    public byte[] compress(byte[] payload) {
        var out = new ByteArrayOutputStream(PIECE);
        var piece = new byte[PIECE];
        deflater.setInput(payload);
        deflater.finish();
        while (!deflater.finished()) {
            out.write(piece, 0, deflater.deflate(piece));
        }
        deflater.reset();
        return out.toByteArray();
    }

    @Override
    public void end() {
        // other sockets of the lane go on with it
    }
}
