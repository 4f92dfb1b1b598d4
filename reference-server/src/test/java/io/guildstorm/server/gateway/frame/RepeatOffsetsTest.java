package io.guildstorm.server.gateway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RepeatOffsetsTest {
    private static final int HEADER = 6;

    private final RepeatOffsets repeats = new RepeatOffsets();

    /// As zstd itself makes of them, in a frame of one block.
    private static byte[] block(String text) {
        var context = new ZstdCompressCtx().setLevel(6).setContentSize(false).setChecksum(false);
        byte[] frame = context.compress(text.getBytes(UTF_8));
        byte[] block = Arrays.copyOfRange(frame, HEADER, frame.length);
        block[0] &= (byte) 0xFE; // not the last
        context.close();
        return block;
    }

    private int needed(String text) {
        return repeats.neededFor(text.getBytes(UTF_8), block(text));
    }

    @Test
    void a_run_right_at_the_beginning_repeats_the_offset_that_a_frame_begins_with() {
        String run = "what" + "!".repeat(40) + "s";

        assertThat(block(run)).hasSizeLessThan(20);
        assertThat(needed(run)).isBetween(40, run.length());
    }

    @Test
    void copies_from_within_a_text_need_none() {
        String refrain = "row, row, row your boat, row, row, row your boat, gently down the stream";

        assertThat(block(refrain)).hasSizeLessThan(refrain.length());
        assertThat(needed(refrain)).isZero();
    }

    @Test
    void what_is_not_compressed_needs_none() {
        assertThat(needed("hi")).isZero();
    }
}
