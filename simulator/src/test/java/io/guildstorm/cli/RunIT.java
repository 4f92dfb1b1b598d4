package io.guildstorm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunFile;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole runs with the real server, and what goes wrong in them. No bound on how fast anything is: these machines are
/// busy.
@Tag("slow")
@Timeout(300)
@DisplayNameGeneration(ReplaceUnderscores.class)
class RunIT {
    private static final String SERVER = "io.guildstorm.server.node.Main";
    private static final String GATLING = "io.gatling.app.Gatling";
    private static final String SECRET = "token-of-an-administrator";
    private static final String[] SMALL = {
        "run", "hot-channel", "--quick", "--sessions", "200", "--duration", "5s", "--warmup", "1s"
    };
    private static final String[] LONG = {
        "run", "hot-channel", "--quick", "--sessions", "100", "--duration", "60s", "--warmup", "1s"
    };

    @TempDir
    Path folder;

    @Test
    void a_run_leaves_every_file_and_a_clean_audit() throws Exception {
        try (Guildstorm run = Guildstorm.start(folder, SMALL)) {
            int code = run.exitCode();

            RunRecord record = run.record();
            Audit audit = Objects.requireNonNull(record.audit());
            assertThat(audit.clean()).as(run.output()).isTrue();
            assertThat(audit.expected()).isEqualTo(audit.delivered()).isPositive();
            // the verdict is this machine's business: pass, or invalid when it was too busy to measure
            assertThat(code).as(run.output()).isIn(0, 1, 3);
            for (String file : List.of(
                    "run.json",
                    "report.html",
                    "series.csv",
                    "arrivals.csv",
                    "summary.md",
                    "junit.xml",
                    "charts/arrival.svg",
                    "charts/card.png",
                    "logs/server.log",
                    "delivery.swarm-0.hlog",
                    "send_ack.gatling-0.hlog",
                    "sent.gatling-0.csv"))
                assertThat(run.run().path().resolve(file)).isNotEmptyFile();
            assertThat(run.run().work()).doesNotExist();
            assertThat(record.settings())
                    .containsEntry("access.send-limit", "off")
                    .containsKey("fanout");
            assertThat(Objects.requireNonNull(record.load()).intended()).isEqualTo(100);
        }
    }

    @Test
    void a_server_that_is_killed_fails_the_run_within_seconds() throws Exception {
        try (Guildstorm run = Guildstorm.start(folder, LONG)) {
            run.await("measure ");
            run.child(SERVER).destroyForcibly();

            assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
            assertThat(run.record().verdict()).isEqualTo(Verdict.FAIL);
            assertThat(run.record().reasons()).anyMatch(reason -> reason.is(Reason.Code.SERVER_DIED));
            assertThat(run.output()).contains("the server was killed by signal 9");
        }
    }

    @Test
    void a_generator_that_is_killed_leaves_no_verdict_and_is_named() throws Exception {
        try (Guildstorm run = Guildstorm.start(folder, LONG)) {
            run.await("measure ");
            run.child(GATLING).destroyForcibly();

            assertThat(run.exitCode()).as(run.output()).isEqualTo(3);
            assertThat(run.record().verdict()).isEqualTo(Verdict.INVALID);
            assertThat(run.record().reasons()).anyMatch(reason -> reason.is(Reason.Code.INSTRUMENT_FAILED));
            assertThat(run.output()).contains("no verdict: the load generator was killed by signal 9");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hot-channel", "crash-mid-send"})
    void a_server_that_does_not_start_leaves_a_record_with_its_last_words(String scenario) throws Exception {
        String shell = "GUILDSTORM_HOME='" + homeWithBrokenServer() + "' exec \"$@\"";
        try (Guildstorm run = Guildstorm.start(shell, folder, "run", scenario, "--out", "out")) {
            assertThat(run.exitCode()).as(run.output()).isEqualTo(3);

            RunRecord record = RunFile.read(folder.resolve("out/run.json"));
            assertThat(record.verdict()).isEqualTo(Verdict.INVALID);
            assertThat(record.reasons()).anyMatch(reason -> reason.is(Reason.Code.INSTRUMENT_FAILED));
            assertThat(folder.resolve("out/report.html")).isNotEmptyFile();
            assertThat(run.output())
                    .contains("no verdict: the server ended with code 1 before it was", "NoClassDefFoundError")
                    .doesNotContain("\tat ");
        }
    }

    /// The server's own jar without the libraries that it needs.
    private Path homeWithBrokenServer() throws IOException {
        Path home = folder.resolve("home");
        for (String module : List.of("reference-server", "scenarios")) {
            Path target = Files.createDirectories(home.resolve(module).resolve("target"));
            String whole = Files.readString(Guildstorm.root().resolve(module).resolve("target/classpath.txt"));
            boolean server = module.equals("reference-server");
            Files.writeString(target.resolve("classpath.txt"), server ? whole.split(":", 2)[0] : whole);
        }
        return home;
    }

    @Test
    void a_disk_that_fills_up_ends_the_run_with_what_there_is() throws Exception {
        assumeTrue(new ProcessBuilder("unshare", "-rm", "true").start().waitFor() == 0, "no mounts for users here");
        // a disk of its own, which ends with the namespace; filled when told to; the folder kept for the test to read
        String disk = "mkdir disk; mount -t tmpfs -o size=300m tmpfs disk; "
                + "(until [ -e fill ]; do sleep 0.1; done; dd if=/dev/zero of=disk/fill bs=1M 2>/dev/null) & "
                + "\"$@\"; code=$?; touch fill; wait; cp -r disk/run kept; exit $code";
        String shell = "exec unshare -rm sh -c '" + disk + "' guildstorm \"$@\"";
        try (Guildstorm run = Guildstorm.start(shell, folder, with(LONG, "--out", "disk/run"))) {
            run.await("measure ");
            Files.createFile(folder.resolve("fill"));

            assertThat(run.exitCode()).as(run.output()).isEqualTo(3);
            assertThat(run.output()).contains("no verdict: the disk of disk/run is full");
            RunRecord record = RunFile.read(folder.resolve("kept/run.json"));
            assertThat(record.reasons()).anyMatch(reason -> reason.is(Reason.Code.INSTRUMENT_FAILED));
            assertThat(Objects.requireNonNull(record.audit()).delivered()).isPositive();
            assertThat(folder.resolve("kept/report.html")).isNotEmptyFile();
        }
    }

    @Test
    void ctrl_c_keeps_what_there_is_and_leaves_no_process() throws Exception {
        try (Guildstorm run = Guildstorm.start(folder, LONG)) {
            run.await("measure ");
            List<ProcessHandle> children = run.children();
            assertThat(children).hasSizeGreaterThanOrEqualTo(3);
            run.signal("INT");

            assertThat(run.exitCode()).as(run.output()).isEqualTo(130);
            assertThat(run.record().verdict()).isEqualTo(Verdict.INVALID);
            assertThat(run.record().reasons()).anyMatch(reason -> reason.is(Reason.Code.INTERRUPTED));
            assertThat(run.run().report()).isNotEmptyFile();
            assertGone(children);
        }
    }

    @Test
    void sigkill_of_the_run_leaves_no_process() throws Exception {
        try (Guildstorm run = Guildstorm.start(folder, LONG)) {
            run.await("start .* connected");
            List<ProcessHandle> children = run.children();
            run.signal("KILL");

            assertGone(children);
        }
    }

    @Test
    void few_descriptors_make_the_run_smaller_and_its_first_lines_say_so() throws Exception {
        String limited = "ulimit -n 700; exec \"$@\"";
        try (Guildstorm run = Guildstorm.start(
                limited, folder, "run", "hot-channel", "--quick", "--duration", "3s", "--warmup", "1s")) {
            run.await("300 instead of 2,000 sessions: a process may open 700 files here");
            run.exitCode();

            assertThat(Objects.requireNonNull(run.record().sessions()).real()).isEqualTo(300);
            assertThat(Objects.requireNonNull(run.record().audit()).clean()).isTrue();
        }
    }

    @Test
    void no_room_for_sessions_is_told_and_nothing_started() throws Exception {
        try (Guildstorm run = Guildstorm.start("ulimit -n 420; exec \"$@\"", folder, "run", "hot-channel")) {
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.output()).contains("there is no room for sessions here: a process may open 420 files here");
            assertThat(folder.resolve("runs")).doesNotExist();
        }
    }

    @Test
    void a_switch_that_cannot_be_is_refused_before_anything_starts() throws Exception {
        try (Guildstorm run = Guildstorm.start(folder, "run", "hot-channel", "--set", "fanout=rely")) {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.output())
                    .isEqualTo("guildstorm: fanout cannot be \"rely\": choose direct or relay. Did you mean relay?");
            assertThat(folder.resolve("runs")).doesNotExist();
        }
    }

    @Test
    void a_folder_with_something_in_it_is_refused() throws Exception {
        Files.writeString(folder.resolve("kept.txt"), "mine");

        try (Guildstorm run = Guildstorm.start(folder, "run", "hot-channel", "--out", folder.toString())) {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.output()).contains("--out " + folder + " is not empty");
        }
    }

    @Test
    void a_folder_that_cannot_be_is_told() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        try (Guildstorm run = Guildstorm.start(
                folder, "run", "hot-channel", "--out", file.resolve("under").toString())) {
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.output()).contains("cannot write into " + file.resolve("under"));
        }
    }

    @Test
    void a_server_that_nobody_answers_for_is_told() throws Exception {
        try (Guildstorm run = Guildstorm.start(
                folder, "run", "hot-channel", "--quick", "--server", "http://127.0.0.1:1", "--token", SECRET)) {
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.output().replaceAll("\\s+", " "))
                    .contains("nobody answers at http://127.0.0.1:1 (is the server running?).");
            assertThat(Files.readString(folder.resolve("runs/latest/run.json")))
                    .contains("--token …")
                    .doesNotContain(SECRET);
        }
    }

    @Test
    void two_runs_at_once_both_say_so_in_their_results() throws Exception {
        try (Guildstorm first = Guildstorm.start(folder, with(LONG, "--out", "first"))) {
            first.await("hot-channel ");
            try (Guildstorm second = Guildstorm.start(folder, with(SMALL, "--out", "second"))) {
                second.await("another run is on this machine, each disturbs the other: .*hot-channel");
                second.exitCode();
            }
            first.signal("INT");
            first.exitCode();
        }

        for (String run : List.of("first", "second")) {
            assertThat(RunFile.read(folder.resolve(run).resolve("run.json")).reasons())
                    .anyMatch(reason -> reason.is(Reason.Code.MACHINE_DISTURBED)
                            && reason.text().contains("another run was on this machine meanwhile: hot-channel (pid "));
        }
    }

    private static String[] with(String[] words, String... more) {
        return Stream.of(words, more).flatMap(Stream::of).toArray(String[]::new);
    }

    @Test
    void acknowledged_messages_survive_kill_9_once_each() throws Exception {
        try (Guildstorm run = Guildstorm.start(folder, "run", "crash-mid-send")) {
            int code = run.exitCode();

            assertThat(code).as(run.output()).isZero();
            Audit audit = Objects.requireNonNull(run.record().audit());
            assertThat(audit.expected()).isPositive().isEqualTo(audit.delivered());
            assertThat(audit.lost() + audit.duplicated() + audit.corrupted()).isZero();
        }
    }

    @Tag("slow")
    @Test
    void a_generator_that_stood_still_makes_the_run_invalid() throws Exception {
        try (Guildstorm run =
                Guildstorm.start(folder, "run", "hot-channel", "--quick", "--sessions", "100", "--duration", "20s")) {
            run.await("measure ");
            freeze(run.child(GATLING), 2);

            assertThat(run.exitCode()).as(run.output()).isEqualTo(3);
            assertThat(run.record().reasons()).anyMatch(reason -> reason.is(Reason.Code.GENERATOR_LATE));
        }
    }

    @Tag("slow")
    @Test
    void a_server_that_stood_still_shows_in_the_far_quantiles() throws Exception {
        try (Guildstorm run =
                Guildstorm.start(folder, "run", "hot-channel", "--quick", "--sessions", "100", "--duration", "20s")) {
            run.await("measure ");
            freeze(run.child(SERVER), 2);
            run.exitCode();

            var delivery = Objects.requireNonNull(run.record().latency().delivery());
            assertThat(delivery.p999Ms()).as(run.output()).isGreaterThan(1_500);
            assertThat(delivery.maxMs()).isGreaterThan(1_900);
            assertThat(Objects.requireNonNull(run.record().audit()).clean()).isTrue();
        }
    }

    @Tag("slow")
    @Test
    void a_generator_that_cannot_keep_up_makes_the_run_invalid() throws Exception {
        try (Guildstorm run = Guildstorm.start(
                folder, "run", "hot-channel", "--quick", "--sessions", "5", "--duration", "5s", "--rate", "20000")) {
            assertThat(run.exitCode()).as(run.output()).isIn(1, 3);
            assertThat(run.record().reasons())
                    .anyMatch(reason -> reason.is(Reason.Code.GENERATOR_LATE) || reason.is(Reason.Code.LOAD_STARVED));
        }
    }

    private static void freeze(ProcessHandle process, int seconds) throws IOException, InterruptedException {
        Guildstorm.signal("STOP", process);
        TimeUnit.SECONDS.sleep(seconds); // the freeze itself, not a wait for something
        Guildstorm.signal("CONT", process);
    }

    private static void assertGone(List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            process.onExit().get(60, TimeUnit.SECONDS);
            assertThat(process.isAlive()).isFalse();
        }
    }
}
