package io.guildstorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.guildstorm.reports.bench.BenchFile;
import io.guildstorm.reports.bench.BenchRecord;
import io.guildstorm.reports.bench.BenchResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `guildstorm bench`, as a user starts it.
@Timeout(300)
@DisplayNameGeneration(ReplaceUnderscores.class)
class BenchIT {
    @TempDir
    Path folder;

    @Test
    void a_quick_run_leaves_a_folder_with_figures_chart_and_page() throws Exception {
        try (Guildstorm bench = Guildstorm.start(folder, "bench", "Snowflakes.next$", "--quick")) {
            assertThat(bench.exitCode()).as(bench.output()).isZero();

            assertThat(bench.output())
                    .startsWith("guildstorm  bench, quick")
                    .contains("2 measurements", "1 of 2  Nothing.nothing", "2 of 2  Snowflakes.next")
                    .contains("2 of 2 measured · exit 0");
        }
        Path run = theRun();
        assertThat(folder.resolve("runs/latest")).doesNotExist();
        BenchRecord record = BenchFile.read(run);
        assertThat(record.schema()).isEqualTo("guildstorm.bench/1");
        assertThat(record.command()).isEqualTo("guildstorm bench Snowflakes.next$ --quick");
        assertThat(record.quick()).isTrue();
        assertThat(record.interrupted()).isFalse();
        assertThat(record.benchmarks().stream().map(BenchResult::name))
                .containsExactly("Nothing.nothing", "Snowflakes.next");
        assertThat(record.benchmarks().getLast()).satisfies(one -> {
            assertThat(one.median()).isPositive();
            assertThat(one.iterations()).isEqualTo(3);
            assertThat(one.allocatedBytesPerOp()).isNotNull();
            assertThat(one.likeNothing()).isFalse();
        });
        JsonNode jmh = JsonMapper.builder().build().readTree(Files.readString(run.resolve("jmh.json")));
        assertThat(jmh).hasSize(2);
        assertThat(jmh.get(1).path("jvmArgs").toString()).contains("-XX:+UseCompactObjectHeaders");
        assertThat(run.resolve("report.html")).isNotEmptyFile();
        assertThat(run.resolve("charts/bench-snowflakes.svg")).isNotEmptyFile();
        assertThat(run.resolve("work")).doesNotExist();

        Files.delete(run.resolve("report.html"));
        try (Guildstorm report = Guildstorm.start(folder, "report", run.toString())) {
            assertThat(report.exitCode()).as(report.output()).isZero();
        }
        assertThat(run.resolve("report.html")).isNotEmptyFile();
    }

    private Path theRun() throws java.io.IOException {
        try (var runs = Files.list(folder.resolve("runs"))) {
            return runs.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    @Test
    void a_pattern_that_finds_nothing_is_told_and_leaves_nothing() throws Exception {
        try (Guildstorm bench = Guildstorm.start(folder, "bench", "HotChanel")) {
            assertThat(bench.exitCode()).as(bench.output()).isEqualTo(2);

            assertThat(bench.output())
                    .contains("no benchmark matches \"HotChanel\": there are Audit, Dispatch,")
                    .contains("Did you mean HotChannel?");
        }
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void ctrl_c_keeps_what_there_is_and_leaves_no_process() throws Exception {
        try (Guildstorm bench = Guildstorm.start(folder, "bench", "Journal", "--out", "out")) {
            bench.await("1 of 4  Nothing.nothing +[0-9.]+ ns");
            List<ProcessHandle> children = bench.children();
            bench.signal("INT");

            assertThat(bench.exitCode()).as(bench.output()).isEqualTo(130);
            for (ProcessHandle child : children) child.onExit().get(30, TimeUnit.SECONDS);
            assertThat(bench.output()).contains("interrupted, ", " of 4 measured · exit 130");
        }
        BenchRecord record = BenchFile.read(folder.resolve("out"));
        assertThat(record.interrupted()).isTrue();
        assertThat(record.benchmarks().getFirst().name()).isEqualTo("Nothing.nothing");
        assertThat(record.benchmarks().size()).isLessThan(4);
        assertThat(folder.resolve("out/report.html")).isNotEmptyFile();
    }

    @Test
    void a_command_line_that_is_killed_leaves_no_process() throws Exception {
        try (Guildstorm bench = Guildstorm.start(folder, "bench", "Journal")) {
            bench.await("1 of 4  Nothing.nothing +[0-9.]+ ns");
            bench.await("2 of 4  Journal");
            List<ProcessHandle> children = bench.children();
            bench.signal("KILL");

            for (ProcessHandle child : children) child.onExit().get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void benchmarks_are_listed_with_their_claims() throws Exception {
        try (Guildstorm list = Guildstorm.start(folder, "list", "benchmarks")) {
            assertThat(list.exitCode()).as(list.output()).isZero();

            assertThat(list.output())
                    .contains("Claim: encoding it once beats encoding it for each session", "  HotChannel.encodeOnce");
        }
        try (Guildstorm list = Guildstorm.start(folder, "list", "benchmarks", "--json")) {
            assertThat(list.exitCode()).as(list.output()).isZero();

            assertThat(JsonMapper.builder().build().readTree(list.output()).size())
                    .isGreaterThan(50);
        }
    }
}
