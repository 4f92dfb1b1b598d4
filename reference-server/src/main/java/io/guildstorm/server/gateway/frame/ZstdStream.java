package io.guildstorm.server.gateway.frame;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import io.netty.buffer.ByteBufAllocator;
import java.io.ByteArrayOutputStream;

/// One zstd frame for all that a connection is sent, flushed after each payload. It looks back over 64 KiB; the
/// library's own choice for this level, half a MiB, would be held for each socket. Some 200 KB of native memory
/// until [#end].
public final class ZstdStream implements Compression {
    private static final int LEVEL = 1;
    private static final int WINDOW_LOG = 16;
    private static final int HASH_LOG = 14;
    private static final int PIECE = 1_024;

    private final ZstdCompressCtx context =
            new ZstdCompressCtx().setLevel(LEVEL).setWindowLog(WINDOW_LOG).setHashLog(HASH_LOG);

    @Override
    public byte[] compress(byte[] payload) {
        var in = ByteBufAllocator.DEFAULT.directBuffer(payload.length).writeBytes(payload);
        var out = ByteBufAllocator.DEFAULT.directBuffer(PIECE, PIECE);
        try {
            var source = in.nioBuffer();
            var target = out.nioBuffer(0, PIECE);
            var piece = new byte[PIECE];
            var whole = new ByteArrayOutputStream(PIECE);
            boolean flushed;
            do {
                flushed = context.compressDirectByteBufferStream(target.clear(), source, EndDirective.FLUSH);
                int length = target.flip().remaining();
                target.get(piece, 0, length);
                whole.write(piece, 0, length);
            } while (!flushed);
            return whole.toByteArray();
        } finally {
            in.release();
            out.release();
        }
    }

    @Override
    public void end() {
        context.close();
    }
}
