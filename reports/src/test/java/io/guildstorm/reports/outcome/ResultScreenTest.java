package io.guildstorm.reports.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Headroom;
import io.guildstorm.reports.record.Lag;
import io.guildstorm.reports.record.Load;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.target.ExitStatus;
import io.guildstorm.reports.target.LatencyTarget;
import io.guildstorm.reports.target.Observations;
import io.guildstorm.reports.target.PresenceFigures;
import io.guildstorm.reports.target.PresenceInProcess;
import io.guildstorm.reports.target.Runs;
import io.guildstorm.reports.target.Verdicts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResultScreenTest {
    private static String screen(RunRecord record) {
        return String.join("\n", lines(List.of(record), Ink.PLAIN)) + "\n";
    }

    private static List<String> lines(List<RunRecord> records, Ink ink) {
        ResultScreen.Footer footer = new ResultScreen.Footer(
                Path.of("runs/latest/report.html"),
                false,
                List.of("guildstorm run crash-mid-send", "guildstorm list switches", "a third that is too much"),
                Duration.ofSeconds(71),
                ExitStatus.of(records.getFirst()));
        return ResultScreen.of(records, footer, ink);
    }

    @Test
    void all_well() {
        assertThat(screen(Runs.judged(Runs.good()))).isEqualTo("""
                 PASS  hot-channel     20 msg/s to 2,000 online · 1,200,000 deliveries
                       p99 9.2 ms (95 %: 8.7–10) · target 100 ms (discord)             met
                       p99 9.2 ms (95 %: 8.7–10) · target 500 ms (slack)               met
                       audit  1,200,000 of 1,200,000: once, in order, intact           clean
                       cost   5.1 µs a delivery = 1.3 × the bare socket write
                       room   met up to 7,500 online; at 8,000 this machine is full (server
                              54 %, load 43 % of 2 cores): a limit of the box, not yet of the
                              server

                 2,000 people read one channel: 9.2 ms at p99 for 1,200,000 deliveries, none
                 lost; 1.3 × the price of the bare socket write, 2 cores.

                 report  runs/latest/report.html   (--open shows it)
                 next    guildstorm run crash-mid-send
                         guildstorm list switches
                 1 min 11 s · exit 0
                """);
    }

    @Test
    void a_missed_target_says_when_why_and_what_to_try() {
        Observations seen = Observations.NONE.withSeries(
                Runs.series(row -> Runs.row(row.second(), 143, row.cpuS(), 118, 1, 0, row.queues()), 17, 18, 19));

        assertThat(screen(Verdicts.judge(Runs.withP99(143.0), LatencyTarget.builtIn(), seen)))
                .startsWith("""
                 FAIL  hot-channel     p99 143 ms (95 %: 136–154) · target 100 ms (discord)
                       missed by 43 %
                       when   seconds 17–19 only; in the others p99 is at most 12 ms
                       why    GC pauses of 118 ms in second 17 (server, jvm.gc=g1)
                       try    --set jvm.gc=zgc
                       p99 143 ms (95 %: 136–154) · target 500 ms (slack)              met
                       audit  1,200,000 of 1,200,000: once, in order, intact           clean
                """)
                .contains("exit 1");
    }

    @Test
    void a_cause_that_the_record_does_not_hold_is_not_made_up() {
        Observations seen = Observations.NONE.withSeries(Runs.series(row -> row, 17));

        assertThat(screen(Verdicts.judge(Runs.withP99(143.0), LatencyTarget.builtIn(), seen)))
                .contains("""
                       when   second 17 only; in the others p99 is at most 12 ms
                       why    not found: see the timeline
                       p99 143 ms
                """.stripTrailing());
        assertThat(screen(Runs.judged(Runs.withP99(143.0)))).contains("       why    not found: see the timeline\n");
    }

    @Test
    void a_loss_shows_its_smallest_witnesses() {
        RunRecord lost = Runs.with(draft -> draft.audit(new Audit(1_200_000, 1_199_997, 3, 0, 0, 0, 0, 0, 0, 0)));
        Observations seen = Observations.NONE.withWitnesses(
                List.of("session 12 never got message 417", "session 9 never got message 418", "a third"));

        assertThat(screen(Verdicts.judge(lost, LatencyTarget.builtIn(), seen))).startsWith("""
                 FAIL  hot-channel     3 of 1,200,000 deliveries lost
                       e.g.   session 12 never got message 417
                       e.g.   session 9 never got message 418
                       p99 9.2 ms (95 %: 8.7–10) · target 100 ms (discord)             met
                       p99 9.2 ms (95 %: 8.7–10) · target 500 ms (slack)               met
                       audit  1,199,997 of 1,200,000: 3 lost                           not clean
                """);
    }

    @Test
    void no_verdict_says_why_and_what_to_try() {
        RunRecord late = Runs.with(draft ->
                draft.load(new Load.Draft().generatorLag(new Lag(64.0, 90.0)).build()));

        assertThat(screen(Runs.judged(late))).startsWith("""
                 INVALID hot-channel   no verdict: the load generator was late by 64 ms at p99
                       (limit 10 ms), so its delay is in every figure.
                       try    fewer --sessions, a quieter machine, or guildstorm doctor
                """).contains("exit 3");
    }

    @Test
    void room_is_told_for_every_way_that_a_ramp_can_end() {
        assertThat(Phrases.room(new Headroom("online", 8_000L, null, null, null, null, List.of()), 2))
                .isEqualTo("met up to 8,000 online, where the ramp ended: the edge is farther out");
        assertThat(Phrases.room(new Headroom("online", null, 2_000L, "server", 0.9, 0.05, List.of()), 2))
                .isEqualTo("met at no step; at 2,000 the server gives way (server 90 %, load 5 % of 2 cores)");
        assertThat(Phrases.room(new Headroom("online", 4_000L, 5_000L, null, null, null, List.of()), null))
                .isEqualTo("met up to 4,000 online; at 5,000 the target was missed");
        assertThat(Phrases.room(new Headroom("online", null, null, null, null, null, List.of()), 2))
                .isNull();
    }

    @Test
    void colour_is_for_the_verdicts_word_only() {
        List<String> plain = lines(List.of(Runs.judged(Runs.good())), Ink.PLAIN);
        List<String> coloured = lines(List.of(Runs.judged(Runs.good())), Ink.COLOURED);

        assertThat(coloured.getFirst()).startsWith(" \u001b[1;32mPASS\u001b[0m  hot-channel");
        assertThat(coloured.subList(1, coloured.size())).isEqualTo(plain.subList(1, plain.size()));
        assertThat(String.join("", plain)).doesNotContain("\u001b");
    }

    @Test
    void what_failed_has_its_last_words() {
        var failure = new Observations.Failure("the server ended with code 1", List.of("far", "nearer", "no store"));

        List<String> screen = lines(
                List.of(Verdicts.judge(
                        Runs.good(), LatencyTarget.builtIn(), Observations.NONE.withInstrumentFailed(failure))),
                Ink.PLAIN);

        assertThat(screen)
                .startsWith(
                        " INVALID hot-channel   no verdict: the server ended with code 1.",
                        "       said   nearer",
                        "       said   no store");
        assertThat(screen.getLast()).contains("exit 3");
    }

    @Test
    void users_without_sockets_have_a_line_of_their_own() {
        Map<String, @Nullable Object> experiment = new LinkedHashMap<>();
        new PresenceInProcess(
                        999_400,
                        100_000,
                        600_000,
                        2_060_000,
                        0,
                        41.5,
                        new PresenceFigures.Times(60_000, 309.0, 412.0, 433.0),
                        10.0,
                        2.5)
                .into(experiment);

        assertThat(screen(Verdicts.judge(
                        RunRecord.of("presence-storm").experiment(experiment).build(), List.of(), Observations.NONE)))
                .contains("       crowd  999,400 users without sockets · 100,000 changes a second · wrong");
    }

    @Test
    void one_screen_holds_whatever_happened() {
        Observations bad = new Observations(
                "the server died because of something that takes a very long sentence to tell in all its details",
                "429 to a load within its limits",
                null,
                false,
                new Observations.Failure("the disk is full", List.of("x".repeat(300), "a", "b")),
                true,
                true,
                0.99,
                List.of("crash-mid-send (pid 4711)"),
                List.of("x".repeat(300), "session 2 never got message 1"),
                Runs.series(row -> row, 1, 2));
        RunRecord worst = Verdicts.judge(
                Runs.with(draft ->
                        draft.audit(new Audit(100, 10, 1, 2, 3, 4, 5, 6, 7, 8)).latency(Runs.latency(700.0))),
                LatencyTarget.builtIn(),
                bad);

        for (int runs = 1; runs <= 3; runs++) {
            List<String> screen = lines(Collections.nCopies(runs, worst), Ink.PLAIN);

            assertThat(screen).hasSizeLessThanOrEqualTo(24);
            assertThat(screen.stream().filter(line -> !line.contains("xxx")))
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
            assertThat(screen.getLast()).contains("exit 1");
        }
    }
}
