package io.guildstorm.scenarios.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuditBenchmarkTest {
    private static final int ROUND = 1 << 10;

    private final AuditBenchmark benchmark = new AuditBenchmark();

    @Test
    void verify_tells_the_number_of_each_text() {
        var texts = new AuditBenchmark.Texts();
        texts.text = 120;
        texts.compose();

        assertThat(benchmark.verify(texts)).isEqualTo(new MarkedText.Created(0, 0));
        assertThat(benchmark.verify(texts)).isEqualTo(new MarkedText.Created(1, 0));
    }

    @Test
    void judge_counts_each_session_once_a_message_in_the_second_round_too() {
        for (int sessions : new int[] {1, 30}) {
            var audience = new AuditBenchmark.Audience();
            audience.sessions = sessions;
            audience.sight();
            var fresh = new AuditBenchmark();

            for (int i = 0; i < 2 * ROUND; i++) {
                assertThat(fresh.judge(audience)).isEqualTo(sessions);
            }
        }
    }
}
