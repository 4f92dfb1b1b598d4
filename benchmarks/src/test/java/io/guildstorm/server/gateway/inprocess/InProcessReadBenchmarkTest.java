package io.guildstorm.server.gateway.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.wire.EventBody;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InProcessReadBenchmarkTest {
    private final InProcessReadBenchmark benchmark = new InProcessReadBenchmark();

    @Test
    void frame_is_sound_and_with_one_wrong_byte_it_is_not() {
        var text = new InProcessReadBenchmark.Text();
        text.text = 120;
        text.compose();
        assertThat(benchmark.frame(text)).isTrue();

        text.read(wrong(text.event()));

        assertThat(benchmark.frame(text)).isFalse();
    }

    private static EncodedEvent wrong(EncodedEvent sound) {
        byte[] body = sound.body().afterSequence().clone();
        body[new String(body, StandardCharsets.US_ASCII).indexOf("~G") + 60] ^= 1;
        var bytes =
                new EventBody(sound.body().prefix(), body, null, sound.body().intent());
        return new EncodedEvent(sound.position(), sound.guild(), sound.event(), bytes, sound.view());
    }

    @Test
    void block_notes_the_message_for_each_session() {
        var block = new InProcessReadBenchmark.Block();
        block.sessions = 50;
        block.begin();

        int once = benchmark.block(block);
        int twice = benchmark.block(block);

        assertThat(once).isPositive();
        assertThat(twice).isGreaterThan(once);
        assertThat(Arrays.stream(block.sessions().history()))
                .as("histories of all sessions")
                .hasSize(50)
                .containsOnly(twice);
    }
}
