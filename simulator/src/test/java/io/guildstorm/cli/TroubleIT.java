package io.guildstorm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunFile;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a user is told, and what is left, when a run cannot be as it was asked for: too little room, a bad folder or
/// switch, a server that does not start or is not there, another run.
@Tag("slow")
@Timeout(300)
@DisplayNameGeneration(ReplaceUnderscores.class)
class TroubleIT {
    private static final String SECRET = "token-of-an-administrator";

    @TempDir
    Path folder;

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
        try (Guildstorm run = Guildstorm.start(shell, folder, Guildstorm.with(Guildstorm.LONG, "--out", "disk/run"))) {
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
                    .isEqualTo(
                            "guildstorm: fanout cannot be \"rely\": choose direct, gateway or relay. Did you mean relay?");
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
        try (Guildstorm first = Guildstorm.start(folder, Guildstorm.with(Guildstorm.LONG, "--out", "first"))) {
            first.await("hot-channel ");
            try (Guildstorm second = Guildstorm.start(folder, Guildstorm.with(Guildstorm.SMALL, "--out", "second"))) {
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
}
