package io.guildstorm.server.gateway;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// A client's side of compression, by libraries' own streaming decoders. What a frame brings has to be a payload.
sealed interface Decompression {
    byte[] payload(byte[] frame) throws DataFormatException;

    void end();

    static Decompression of(String query) {
        if (query.contains("zlib-stream")) {
            return new OneZlibStream(new Inflater());
        }
        return query.contains("zstd-stream") ? new OneZstdFrame(new ZstdDecompressCtx()) : new Documents();
    }

    record OneZlibStream(Inflater inflater) implements Decompression {
        @Override
        public byte[] payload(byte[] frame) throws DataFormatException {
            inflater.setInput(frame);
            return inflated(inflater);
        }

        @Override
        public void end() {
            inflater.end();
        }
    }

    /// Each frame a document of its own, with a beginning and an end.
    record Documents() implements Decompression {
        @Override
        public byte[] payload(byte[] frame) throws DataFormatException {
            try (var inflater = new Inflater()) {
                inflater.setInput(frame);
                byte[] payload = inflated(inflater);
                if (!inflater.finished() || inflater.getRemaining() > 0) {
                    throw new DataFormatException("not one whole zlib document");
                }
                return payload;
            }
        }

        @Override
        public void end() {
            // nothing is kept between frames
        }
    }

    record OneZstdFrame(ZstdDecompressCtx context) implements Decompression {
        @Override
        public byte[] payload(byte[] frame) throws DataFormatException {
            var source = ByteBuffer.allocateDirect(frame.length).put(frame).flip();
            var target = ByteBuffer.allocateDirect(1_024);
            var out = new ByteArrayOutputStream();
            do {
                if (context.decompressDirectByteBufferStream(target.clear(), source)) {
                    throw new DataFormatException("the zstd frame has ended");
                }
                var piece = new byte[target.flip().remaining()];
                target.get(piece);
                out.writeBytes(piece);
            } while (source.hasRemaining() || target.limit() == target.capacity());
            return out.toByteArray();
        }

        @Override
        public void end() {
            context.close();
        }
    }

    private static byte[] inflated(Inflater inflater) throws DataFormatException {
        var out = new ByteArrayOutputStream();
        var piece = new byte[1_024];
        int length;
        while ((length = inflater.inflate(piece)) > 0) {
            out.write(piece, 0, length);
        }
        return out.toByteArray();
    }
}
