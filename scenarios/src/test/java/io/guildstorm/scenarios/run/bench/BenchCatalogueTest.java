package io.guildstorm.scenarios.run.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildstorm.reports.bench.BenchResult.About;
import io.guildstorm.reports.bench.BenchResult.Each;
import io.guildstorm.reports.bench.BenchResult.Yardstick;
import io.guildstorm.scenarios.run.bench.BenchEvent.Known;
import io.guildstorm.scenarios.run.exit.UsageException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BenchCatalogueTest {
    private static final About ABOUT = new About(
            "it is cheap",
            new Each("session", "sessions"),
            List.of(new Yardstick("a send", 30, 70, "post", "another")));

    private final BenchCatalogue catalogue = new BenchCatalogue(List.of(
            known("io.guildstorm.benchmarks.NothingBenchmark.nothing", Map.of()),
            known("io.guildstorm.server.gateway.HotChannelBenchmark.encodeOnce", Map.of("sessions", "1")),
            known("io.guildstorm.server.gateway.HotChannelBenchmark.encodeOnce", Map.of("sessions", "1000")),
            known("io.guildstorm.server.guild.SnowflakesBenchmark.next", Map.of())));

    private static Known known(String name, Map<String, String> params) {
        return new Known(name, params, 5.6, 2, ABOUT);
    }

    private List<Integer> matching(@Nullable String typed) {
        return catalogue.matching(BenchCatalogue.pattern(typed));
    }

    @Test
    void a_pattern_finds_classes_methods_and_whole_names_and_nothing_is_measured_beside_them() {
        assertThat(matching("HotChannel")).containsExactly(0, 1, 2);
        assertThat(matching("encode.*ce$")).containsExactly(0, 1, 2);
        assertThat(matching("server\\.guild")).containsExactly(0, 3);
        assertThat(matching("^Snowflakes\\.next$")).containsExactly(0, 3);
        assertThat(matching(null)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void a_pattern_that_finds_none_is_told_with_what_there_is_and_the_nearest() {
        assertThatThrownBy(() -> matching("HotChanel"))
                .isInstanceOf(UsageException.class)
                .hasMessage("no benchmark matches \"HotChanel\": there are HotChannel, Nothing, Snowflakes;"
                        + " guildstorm list benchmarks tells more. Did you mean HotChannel?");
    }

    @Test
    void a_pattern_that_is_none_is_told_with_the_place() {
        assertThatThrownBy(() -> matching("Hot("))
                .isInstanceOf(UsageException.class)
                .hasMessage("PATTERN cannot be \"Hot(\": unclosed group at character 5."
                        + " Give a regular expression, for example HotChannel.");
    }

    @Test
    void an_event_is_read_as_it_was_written_and_other_lines_are_none() {
        for (BenchEvent event : List.of(
                catalogue.all().get(1),
                new BenchEvent.Begun(3),
                new BenchEvent.Ended(3),
                new BenchEvent.Failed(3, "it \"threw\"\n")))
            assertThat(BenchEvent.of(event.line())).contains(event);
        assertThat(BenchEvent.of("# Run progress: 0.00% complete")).isEmpty();
        assertThat(BenchEvent.of("{\"event\":\"another\"}")).isEmpty();
        assertThat(BenchEvent.of("{")).isEmpty();
    }

    @Test
    void what_is_left_is_planned_first_and_then_what_was_made_tells_the_pace() {
        TimeLeft begun = new TimeLeft(List.of(10.0, 10.0, 40.0), 0, 0);
        TimeLeft slow = begun.oneMore(30);

        assertThat(begun.inWords()).isEqualTo("about 60 s");
        assertThat(slow.inWords()).isEqualTo("about 3 min");
        assertThat(slow.oneMore(20).inWords()).isEqualTo("about 40 s");
        assertThat(slow.oneMore(20).oneMore(60).seconds()).isZero();
    }

    @Test
    void a_measurement_is_called_by_class_method_and_parameters() {
        assertThat(catalogue.inWords(2)).isEqualTo("HotChannel.encodeOnce, sessions 1000");
    }
}
