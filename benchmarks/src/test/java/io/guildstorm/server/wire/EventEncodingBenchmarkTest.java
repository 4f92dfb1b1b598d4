package io.guildstorm.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EventEncodingBenchmarkTest {
    private static final int TEXT = 9;

    private final EventEncodingBenchmark benchmark = new EventEncodingBenchmark();

    EventEncodingBenchmarkTest() {
        benchmark.text = TEXT;
        benchmark.say();
    }

    private static String whole(EventBody body) {
        return new String(body.afterSequence(), StandardCharsets.UTF_8);
    }

    private static String withheld(EventBody body) {
        return new String(Objects.requireNonNull(body.withoutContent()), StandardCharsets.UTF_8);
    }

    @Test
    void message_is_the_next_one_each_time_with_and_without_its_text() {
        for (int number : List.of(0, 1, 2)) {
            var body = benchmark.message();

            String id = "\"id\":\"" + SampleMessages.message(number, "").id().value() + "\"";
            assertThat(whole(body)).contains(id, "\"content\":\"" + "x".repeat(TEXT) + "\"", "\"username\":\"ann\"");
            assertThat(withheld(body)).contains(id, "\"content\":\"\"").doesNotContain("xxx");
        }
    }

    @Test
    void reply_holds_what_it_refers_to() {
        var _ = benchmark.message();
        var body = benchmark.reply();

        assertThat(whole(body))
                .contains("\"" + SampleMessages.message(1, "").id().value() + "\"")
                .containsPattern("\"referenced_message\":\\{[^}]*\""
                        + SampleMessages.message(0, "").id().value() + "\"");
    }
}
