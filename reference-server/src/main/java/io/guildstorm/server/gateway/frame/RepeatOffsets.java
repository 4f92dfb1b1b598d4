package io.guildstorm.server.gateway.frame;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import java.util.HexFormat;

/// Tells whether zstd blocks copy from where the three repeat offsets point that they find, by decoding them behind
/// some that point into bytes which no UTF-8 text has: who uses one of them brings such a byte to light.
///
/// **Owner:** one lane.
final class RepeatOffsets {
    /// A frame's header with a window of 128 KiB; `FF` 32,768 times, as a block of one byte and a count; a block
    /// of three sequences, each a copy of three bytes from 32,765 bytes before: no literals, codes that are the
    /// same for all three (literals 0, offset 15, match 0) and so need no tables, then three times 15 bits of
    /// offset and the bit that ends them. All three repeat offsets are 32,765 then.
    private static final byte[] POISON =
            HexFormat.of().parseHex("28B52FFD0038" + "020004FF" + "640000" + "00035400" + "0F00" + "000000000020");

    private static final int POISONED = (1 << 15) + 9;
    /// An empty raw block, the last.
    private static final byte[] END = {0x01, 0x00, 0x00};

    private final ZstdDecompressCtx context = new ZstdDecompressCtx();

    /// @param text what the blocks stand for, at most 32,000 bytes: all that is copied comes from what is poisoned
    boolean areUnusedBy(byte[] blocks, byte[] text) {
        byte[] frame = Arrays.copyOf(POISON, POISON.length + blocks.length + END.length);
        System.arraycopy(blocks, 0, frame, POISON.length, blocks.length);
        System.arraycopy(END, 0, frame, POISON.length + blocks.length, END.length);
        try {
            byte[] out = context.decompress(frame, POISONED + text.length);
            return Arrays.equals(out, POISONED, out.length, text, 0, text.length);
        } catch (ZstdException _) {
            return false; // an offset made of theirs that points nowhere
        }
    }
}
