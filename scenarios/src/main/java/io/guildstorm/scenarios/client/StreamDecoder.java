package io.guildstorm.scenarios.client;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// The other half of a compressed stream of the gateway, one a connection: what clients do, so its CPU and memory are
/// the load's and not the server's.
///
/// **Owner:** the connection's event loop. Holds native memory until [#end].
sealed interface StreamDecoder {
    /// Decodes a frame, which carries one whole payload.
    /// @param frame direct
    /// @param into direct, and as long as a payload may be; the payload ends at its position
    /// @throws IOException it is not the next frame of such a stream, or its payload is longer
    void decode(ByteBuffer frame, ByteBuffer into) throws IOException;

    void end();

    /// Null: nothing is compressed.
    /// @param pathAndQuery of the upgrade
    static @Nullable StreamDecoder of(String pathAndQuery) {
        if (pathAndQuery.contains("compress=zlib-stream")) return new Zlib(new Inflater());
        return pathAndQuery.contains("compress=zstd-stream") ? new Zstd(new ZstdDecompressCtx()) : null;
    }

    record Zlib(Inflater inflater) implements StreamDecoder {
        @Override
        public void decode(ByteBuffer frame, ByteBuffer into) throws IOException {
            try {
                inflater.setInput(frame);
                while (into.hasRemaining() && inflater.inflate(into) > 0) {
                    // until it has given all
                }
            } catch (DataFormatException e) {
                throw new IOException("not zlib: " + e.getMessage(), e);
            }
            if (inflater.finished()) throw new IOException("the zlib stream has ended");
            if (!into.hasRemaining()) throw new IOException("payload of " + into.capacity() + " bytes or more");
        }

        @Override
        public void end() {
            inflater.end();
        }
    }

    record Zstd(ZstdDecompressCtx context) implements StreamDecoder {
        @Override
        public void decode(ByteBuffer frame, ByteBuffer into) throws IOException {
            try {
                do {
                    if (context.decompressDirectByteBufferStream(into, frame))
                        throw new IOException("the zstd frame has ended");
                } while (frame.hasRemaining() && into.hasRemaining());
            } catch (ZstdException e) {
                throw new IOException("not zstd: " + e.getMessage(), e);
            }
            if (!into.hasRemaining()) throw new IOException("payload of " + into.capacity() + " bytes or more");
        }

        @Override
        public void end() {
            context.close();
        }
    }
}
