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

    /// How many bytes from the beginning of a text its blocks do not give by themselves; 0: they give it all. What
    /// lies behind may need the offsets once more.
    /// @param text at most 32,000 bytes: so all that is copied wrongly comes from what is poisoned
    int neededFor(byte[] text, byte[] blocks) {
        byte[] frame = Arrays.copyOf(POISON, POISON.length + blocks.length + END.length);
        System.arraycopy(blocks, 0, frame, POISON.length, blocks.length);
        System.arraycopy(END, 0, frame, POISON.length + blocks.length, END.length);
        try {
            return endOfFirstDifference(context.decompress(frame, POISONED + text.length), text);
        } catch (ZstdException _) {
            return text.length; // an offset made of theirs that points nowhere
        }
    }

    private static int endOfFirstDifference(byte[] out, byte[] text) {
        int at = Arrays.mismatch(out, POISONED, out.length, text, 0, text.length);
        if (at < 0) {
            return 0;
        }
        while (at < text.length && out[POISONED + at] != text[at]) {
            at++;
        }
        return at;
    }
}
