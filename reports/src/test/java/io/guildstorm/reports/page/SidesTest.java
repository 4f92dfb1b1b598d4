package io.guildstorm.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Round;
import io.guildstorm.reports.record.RunFile;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.target.FloodFigures;
import io.guildstorm.reports.target.GuildFigures;
import io.guildstorm.reports.target.GuildFigures.Owner;
import io.guildstorm.reports.target.Observations;
import io.guildstorm.reports.target.RevokeFigures;
import io.guildstorm.reports.target.RevokeFigures.Times;
import io.guildstorm.reports.target.SlowFigures;
import io.guildstorm.reports.target.StormFigures;
import io.guildstorm.reports.target.StormFigures.Kind;
import io.guildstorm.reports.target.SweepFigures;
import io.guildstorm.reports.target.TypingFigures;
import io.guildstorm.reports.target.Verdicts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page of a run with two sides.
class SidesTest {
    private static final String NOT_SHOWN = "this machine did not show the difference";

    @TempDir
    Path folder;

    private PageXml page(String scenario, Map<String, @Nullable Object> experiment) throws IOException {
        RunRecord record = Verdicts.judge(
                RunRecord.of(scenario)
                        .audit(new Audit(10, 10, 0, 0, 0, 0, 0, 0, 0, 0))
                        .experiment(experiment)
                        .build(),
                List.of(),
                Observations.NONE);
        return PageXml.of(ReportRenderer.render(RunFolder.at(folder.resolve("run")), record));
    }

    private static Map<String, @Nullable Object> revoke(long leakedByTheNaive) {
        Times calls = new Times(256, 30.0, 41.26, 60.0);
        Map<String, Times> kicks = Map.of("kick", calls);
        return new RevokeFigures(List.of(
                        new RevokeFigures.Side("strong", true, 256, 0, calls, kicks, 0, 0, 256, Times.of(List.of())),
                        new RevokeFigures.Side(
                                "eventual", false, 256, 0, calls, kicks, leakedByTheNaive, 1, 99, calls)))
                .experiment();
    }

    @Test
    void what_each_side_let_through_stands_side_by_side() throws IOException {
        PageXml page = page("permission-revoke", revoke(37));

        assertThat(page.cells("revoke.leaked")).containsExactly("0", "37");
        assertThat(page.cells("revoke.call.p99_ms")).containsExactly("41.3 ms", "41.3 ms");
        assertThat(page.cells("revoke.late.max_ms")).containsExactly("not measured", "60 ms");
        assertThat(page.withId("verdict").orElseThrow().getTextContent()).doesNotContain(NOT_SHOWN);
        assertThat(page.withId("claim-revoke")).isPresent();
        assertThat(page.withId("instrument").orElseThrow().getTextContent()).contains("no time was judged");
    }

    @Test
    void a_machine_that_shows_no_difference_is_said_to_show_none() throws IOException {
        PageXml page = page("permission-revoke", revoke(0));

        assertThat(page.withId("verdict").orElseThrow().getTextContent()).contains(NOT_SHOWN);
    }

    @Test
    void both_policies_for_slow_readers_stand_side_by_side() throws IOException {
        PageXml page = page(
                "slow-consumers",
                new SlowFigures(List.of(
                                new SlowFigures.Side(
                                        "close", true, 200, 200L, Map.of("4000", 20L), 9.0, 41.3, 1L << 20),
                                new SlowFigures.Side("keep", false, 200, 0L, Map.of(), 9.0, null, null)))
                        .experiment());

        assertThat(page.cells("slow.closed")).containsExactly("200", "0");
        assertThat(page.cells("slow.codes")).containsExactly("20 × 4000", "none");
        assertThat(page.cells("slow.grown")).last().isEqualTo("not measured");
        assertThat(page.withId("claim-slow")).isPresent();
    }

    private static StormFigures.Side storm(String name, double p99Ms, Map<String, Long> failures) {
        StormFigures.Times times = new StormFigures.Times(500, 9.0, p99Ms, 90.0);
        long failed = failures.values().stream().mapToLong(count -> count).sum();
        return new StormFigures.Side(
                name,
                name.equals("semaphore"),
                5_000,
                failed,
                failures,
                null,
                2.5,
                2_000.0,
                2_400.0,
                times,
                times,
                times,
                new StormFigures.Times(0, null, null, null),
                1L << 20);
    }

    @Test
    void what_those_already_there_noticed_of_a_storm_stands_side_by_side_and_survives_the_record() throws IOException {
        StormFigures figures = new StormFigures(
                Kind.SIGN_IN,
                List.of(storm("semaphore", 21.3, Map.of()), storm("none", 310, Map.of("connection refused", 7L))));

        PageXml page = page("identify-storm", figures.experiment());

        assertThat(page.cells("storm.storm.p99_ms")).containsExactly("21.3 ms", "310 ms");
        assertThat(page.cells("storm.after.p99_ms")).containsOnly("not measured");
        assertThat(page.cells("storm.failed")).containsExactly("0", "7 × connection refused");
        assertThat(page.cells("storm.per_cpu_s")).containsOnly("2,400");
        assertThat(page.withId("claim-storm")).isPresent();
        assertThat(StormFigures.of(figures.experiment())).isEqualTo(figures);
    }

    @Test
    void how_those_came_back_who_were_cut_stands_side_by_side_and_survives_the_record() throws IOException {
        StormFigures.Times times = new StormFigures.Times(500, 900.0, 1_800.0, 1_900.0);
        StormFigures.Side side = new StormFigures.Side(
                "semaphore",
                true,
                5_000,
                3,
                Map.of("connection refused", 3L),
                new StormFigures.Returned(3_990, 1_007, 10, 2, 4_000, 2_004),
                1.9,
                2_630.0,
                2_000.0,
                times,
                times,
                times,
                times,
                null);
        StormFigures figures = new StormFigures(Kind.RETURN, List.of(side));

        PageXml page = page("reconnect-storm", figures.experiment());

        assertThat(page.cells("storm.cut")).containsExactly("5,000");
        assertThat(page.cells("storm.resumed")).containsExactly("3,990");
        assertThat(page.cells("storm.afresh")).containsExactly("1,007");
        assertThat(page.cells("storm.turned_away")).containsExactly("10");
        assertThat(page.cells("storm.sequence_breaks")).containsExactly("2");
        assertThat(page.cells("storm.failed")).containsExactly("3 × connection refused");
        assertThat(page.cells("storm.away.p99_ms")).containsExactly("1.8 s");
        assertThat(page.withId("claim-storm")).isPresent();
        assertThat(StormFigures.of(figures.experiment())).isEqualTo(figures);
        assertThat(figures.notIn(side))
                .isEqualTo("3 of 5,000 sessions that were cut are not back: 3 × connection refused");
        assertThat(figures.words(side))
                .isEqualTo(
                        "those who stayed p99 1,800 ms (before 1,800 ms), 3 not back, last back after 1.9 s, away p50"
                                + " 900 ms and p99 1,800 ms, 3,990 resumed and 1,007 afresh, 2,000 returns a CPU-second");
    }

    @Test
    void a_storm_is_drawn_second_by_second_from_the_folders_of_its_rounds() throws IOException {
        StormFigures figures = new StormFigures(Kind.SIGN_IN, List.of(storm("semaphore", 21.3, Map.of())));
        RunFolder run = RunFolder.at(folder.resolve("run"));
        for (int round = 1; round <= 2; round++) {
            RunFolder own = RunFolder.at(run.path().resolve("rounds/0" + round));
            RunFile.write(
                    own.runJson(),
                    RunRecord.of("identify-storm")
                            .experiment(Map.of("storm_began_s", 1.0, "storm_s", 0.5))
                            .build());
            Files.writeString(own.series(), "second,p99_ms\n0,5\n1," + 10 * round + "\n2,6\n");
        }
        RunRecord record = RunRecord.of("identify-storm")
                .experiment(figures.experiment())
                .rounds(List.of(
                        new Round("semaphore", Instant.EPOCH, "rounds/01"),
                        new Round("semaphore", Instant.EPOCH, "rounds/02"),
                        new Round("semaphore", Instant.EPOCH, "rounds/cut-short")))
                .build();

        PageXml page = PageXml.of(ReportRenderer.render(run, record));

        String seconds = page.withId("seconds").orElseThrow().getTextContent();
        assertThat(seconds).contains("The shade reaches", "of the worse storm", "semaphore: those there p99 21.3 ms");
    }

    @Test
    void what_the_others_notice_of_a_flood_stands_beside_the_unprotected_side() throws IOException {
        FloodFigures.Times few = new FloodFigures.Times(2.0, 6.0, null);
        FloodFigures.Times many = new FloodFigures.Times(20.0, 120.0, 200.0);
        FloodFigures.Flood refused = new FloodFigures.Flood(4_000, 20, 3_980, Map.of(5L, 3_900L, 1L, 80L));
        FloodFigures.Flood accepted = new FloodFigures.Flood(4_000, 4_000, 0, Map.of());
        PageXml page = page(
                "flooding-sender",
                new FloodFigures(List.of(
                                new FloodFigures.Side(
                                        "rate-limit",
                                        true,
                                        true,
                                        1_000,
                                        refused,
                                        new FloodFigures.Others(0, few, few, few)),
                                new FloodFigures.Side(
                                        "unprotected",
                                        false,
                                        false,
                                        1_000,
                                        accepted,
                                        new FloodFigures.Others(0, many, few, few))))
                        .experiment());

        assertThat(page.cells("flood.delivery.p50")).containsExactly("2 ms (0.1 ×)", "20 ms");
        assertThat(page.cells("flood.delivery.p99")).containsExactly("6 ms (0.05 ×)", "120 ms");
        assertThat(page.cells("flood.delivery.p999")).containsExactly("not measured", "200 ms");
        assertThat(page.cells("flood.retry_after")).containsExactly("1 s: 80, 5 s: 3,900", "none");
        assertThat(page.withId("claim-flood")).isPresent();
    }

    @Test
    void what_typing_costs_the_messages_stands_beside_a_quiet_channel() throws IOException {
        PageXml page = page(
                "typing-storm",
                new TypingFigures(List.of(
                                new TypingFigures.Side(
                                        "typing",
                                        true,
                                        43,
                                        new TypingFigures.Asked(240, 200, 40, 16),
                                        new TypingFigures.Told(180, 4, 171_000, 17_100, 9_000_000),
                                        new TypingFigures.Rules(0, 0, 40_850, 2, 0),
                                        new TypingFigures.Messages(4.0, 41.0, 60.0, 39.0, 3.5)),
                                new TypingFigures.Side(
                                        "quiet",
                                        false,
                                        0,
                                        new TypingFigures.Asked(0, 0, 0, 0),
                                        new TypingFigures.Told(0, 0, 0, 0, 0),
                                        new TypingFigures.Rules(0, 0, 0, 0, 0),
                                        new TypingFigures.Messages(3.0, 38.0, 55.0, null, null))))
                        .experiment());

        assertThat(page.cells("typing.delivery_p99_ms")).containsExactly("41 ms", "38 ms");
        assertThat(page.cells("typing.send_ack_p99_ms")).containsExactly("39 ms", "not measured");
        assertThat(page.cells("typing.posts_limited")).containsExactly("40", "0");
        assertThat(page.cells("typing.dropped")).containsExactly("4", "0");
        assertThat(page.cells("typing.deliveries_per_s")).containsExactly("17,100", "0");
        assertThat(page.cells("typing.wrong")).containsExactly("2", "0");
        assertThat(page.withId("claim-typing")).isPresent();
    }

    @Test
    void what_mentions_cost_the_guild_stands_beside_plain_messages() throws IOException {
        GuildFigures.Side everyone = point("relay", 1_000_000, 63).side();
        PageXml page = page("mention-everyone", new GuildFigures(List.of(judged(everyone), everyone)).experiment());

        assertThat(page.cells("guild.publish_p50")).containsExactly("20 µs", "20 µs");
        assertThat(page.withId("claim-everyone")).isPresent();
        assertThat(page.withId("claim-relay")).isEmpty();
    }

    private static GuildFigures.Side judged(GuildFigures.Side side) {
        return new GuildFigures.Side(
                "everyone",
                true,
                side.members(),
                side.inProcess(),
                side.real(),
                side.relays(),
                side.messages(),
                side.firstMs(),
                side.lastMs(),
                side.lastMaxMs(),
                side.realP50Ms(),
                side.realMaxMs(),
                side.ackP50Ms(),
                side.ackMaxMs(),
                side.owner());
    }

    private static SweepFigures.Point point(String design, long value, double lastMs) {
        Owner owner = new Owner(0.02, 0.1, 0.9, 1.0, 80.0);
        GuildFigures.Side side = new GuildFigures.Side(
                design + " · " + value,
                false,
                value,
                value,
                300,
                1L,
                6,
                1.0,
                lastMs,
                lastMs,
                2.0,
                3.0,
                4.0,
                5.0,
                owner);
        return new SweepFigures.Point(design, value, side);
    }

    @Test
    void a_run_over_several_sizes_has_a_row_for_each_of_them_and_two_charts() throws IOException {
        PageXml page = page(
                "guild-sizes",
                new SweepFigures(
                                "sessions online",
                                List.of(
                                        point("relay", 1_000_000, 63.04),
                                        point("direct", 1_000_000, 144),
                                        point("relay", 1_000, 4),
                                        point("direct", 1_000, 3.8)))
                        .experiment());

        assertThat(page.cells("sweep.direct.1000000")).contains("direct", "144 ms", "20 µs", "900 µs");
        assertThat(page.withId("chart-sweep-last")).isPresent();
        assertThat(page.withId("chart-sweep-guild")).isPresent();
    }
}
