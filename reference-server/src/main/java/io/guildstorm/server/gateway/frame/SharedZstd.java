package io.guildstorm.server.gateway.frame;

import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// Blocks of one zstd frame (RFC 8878) that never ends. Each piece of a text is compressed as a frame of its own, of
/// which the blocks are taken: their tables are their own, and offsets reach back within the piece only.
///
/// One thing can bind a block to what was before it: the three repeat offsets, which are 1, 4 and 8 where a frame
/// begins, and anything in the middle of a stream. [RepeatOffsets] finds out; as much of a piece as needs them, mostly
/// a run of one character near its beginning, goes as it is, and the rest is compressed anew.
public final class SharedZstd implements SharedStream {
    /// The window that clients are told to keep is as large.
    private static final int PIECE = 1 << 14;

    private static final int WINDOW_LOG = 14;
    private static final int HEADER = 6;
    private static final int BLOCK_HEADER = 3;
    private static final int LAST = 1;
    private static final int RLE = 1;
    /// Magic number, no checksum and no length, a window of 16 KiB.
    private static final byte[] OPENING = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0x00, 0x20};

    private static final int LEVEL = 6;
    /// How often the rest is compressed anew before all of it goes as it is.
    private static final int TRIES = 4;

    private final ZstdCompressCtx context = new ZstdCompressCtx()
            .setLevel(LEVEL)
            .setWindowLog(WINDOW_LOG)
            .setContentSize(false)
            .setChecksum(false);
    private final RepeatOffsets repeats = new RepeatOffsets();

    @Override
    public byte[] blocks(byte[] text) {
        var out = new ByteArrayOutputStream(text.length);
        for (int from = 0; from < text.length; from += PIECE) {
            piece(Arrays.copyOfRange(text, from, Math.min(text.length, from + PIECE)), out);
        }
        return out.toByteArray();
    }

    private void piece(byte[] text, ByteArrayOutputStream out) {
        byte[] rest = text;
        for (int tries = 0; tries < TRIES; tries++) {
            byte[] frame = context.compress(rest);
            byte[] blocks = Arrays.copyOfRange(frame, HEADER, frame.length);
            unend(blocks);
            int needed = repeats.neededFor(rest, blocks);
            if (needed == 0) {
                out.writeBytes(blocks);
                return;
            }
            raw(Arrays.copyOf(rest, needed), out);
            rest = Arrays.copyOfRange(rest, needed, rest.length);
        }
        raw(rest, out);
    }

    private void raw(byte[] text, ByteArrayOutputStream out) {
        byte[] header = new byte[BLOCK_HEADER];
        lead(header, BLOCK_HEADER, BLOCK_HEADER + text.length);
        out.writeBytes(header);
        out.writeBytes(text);
    }

    /// Takes the mark of the frame's last block from it.
    private static void unend(byte[] blocks) {
        int at = 0;
        while ((blocks[at] & LAST) == 0) {
            int header = (blocks[at] & 0xFF) | ((blocks[at + 1] & 0xFF) << 8) | ((blocks[at + 2] & 0xFF) << 16);
            at += BLOCK_HEADER + (((header >> 1) & 3) == RLE ? 1 : header >> 3);
        }
        blocks[at] = (byte) (blocks[at] & ~LAST);
    }

    @Override
    public byte[] opening() {
        return OPENING;
    }

    /// A raw block: three bytes of header, of which the lowest three bits are none.
    @Override
    public int lead(byte[] target, int at, int to) {
        int header = (to - at) << 3;
        target[at - 3] = (byte) header;
        target[at - 2] = (byte) (header >>> 8);
        target[at - 1] = (byte) (header >>> 16);
        return at - 3;
    }
}
