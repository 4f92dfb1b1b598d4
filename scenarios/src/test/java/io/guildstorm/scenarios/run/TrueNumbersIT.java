package io.guildstorm.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunFile;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Verdict;
import io.guildstorm.reports.target.AuditRule;
import io.guildstorm.reports.target.ExitStatus;
import io.guildstorm.scenarios.client.FramePipe;
import io.guildstorm.scenarios.client.FramePipe.Fault;
import io.guildstorm.scenarios.run.context.RunRequest;
import io.guildstorm.scenarios.run.process.Children;
import io.guildstorm.scenarios.run.process.Home;
import io.guildstorm.scenarios.run.process.Inbox;
import io.guildstorm.scenarios.run.screen.Screen;
import io.guildstorm.scenarios.run.server.ServerProcess;
import io.guildstorm.scenarios.schedule.Burst;
import io.guildstorm.scenarios.workload.HotChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The figures of a whole run are true: the real server, real sends and the real swarm, with a [FramePipe] between
/// server and sessions that does a known harm. `run` takes the pipe for a server that is running already; what is not
/// a session of the gateway passes it untouched.
///
/// The load is small, so that a machine of two cores is not the result.
@Tag("slow")
@Timeout(1_200)
class TrueNumbersIT {
    private static final String TOKEN = "admin-of-true-numbers";
    private static final int SESSIONS = 200;
    /// Where a median is compared: what the machine's other work does to it is the less, the less there is to do.
    private static final int FEW_SESSIONS = 50;
    private static final Duration WARMUP = Duration.ofSeconds(1);
    private static final Duration MEASURE = Duration.ofSeconds(5);
    private static final double DELAY_MS = 5;
    private static final int RATE = 20;
    /// Long, for the delays of processes that still compile differ by more from second to second than is to be seen.
    private static final int WARMUP_SECONDS = 15;
    /// Odd, so that each second with the delay has two neighbours without.
    private static final int SECONDS = 31;
    /// The middle of n shifts has a standard error of 1.25 σ/√n, σ of a shift being 0.87 times that of a difference of
    /// two seconds, which is 1.5 times the middle of such differences: three of these errors.
    private static final double ERRORS = 5;

    /// The pipe's timers wake at whole milliseconds, so a frame is held for up to one more than it was told.
    private static final double PIPE_STEP_MS = 1;

    /// Beyond the senders' own sockets, whose tokens are the first.
    private static final int HIT_SESSION = 157;
    /// In the judged part, and neither edited nor deleted; nor is the next.
    private static final int HIT_MESSAGE = 60;

    @TempDir
    static Path folder;

    private static Children children;
    private static ServerProcess server;

    @BeforeAll
    @Timeout(300) // that of the class is not for this method
    static void start() throws IOException {
        Path token = Files.writeString(folder.resolve("admin-token"), TOKEN);
        children = new Children(Files.createDirectory(folder.resolve("logs")));
        var plan = new ServerProcess.Plan(
                new HotChannel().switches(), folder.resolve("data"), token, folder.resolve("server.jfr"), List.of());
        server = ServerProcess.start("server", Home.find(), plan, children, new Inbox());
    }

    @AfterAll
    static void stop() {
        children.close();
    }

    /// Second by second without and with the delay, in turn, within one run: on a busy machine two runs differ by more
    /// than is to be seen, two seconds hardly.
    @Test
    void a_delay_on_the_way_to_the_sessions_is_that_shift_of_the_median() throws Exception {
        List<Double> medians;
        try (FramePipe pipe = pipe("delay")) {
            pipe.delay(Duration.ofNanos((long) (DELAY_MS * 1e6)), number -> (number / RATE - WARMUP_SECONDS) % 2 == 1);
            Played run =
                    play("delay", pipe, FEW_SESSIONS, Duration.ofSeconds(WARMUP_SECONDS), Duration.ofSeconds(SECONDS));
            assertThat(Objects.requireNonNull(run.record.audit()).clean())
                    .as(run.said)
                    .isTrue();
            medians = medians(new RunFolder(folder.resolve("delay")));
        }

        List<Double> shifts = new ArrayList<>();
        List<Double> apart = new ArrayList<>(); // of seconds without it
        for (int second = 1; second + 1 < SECONDS; second += 2) {
            double before = medians.get(second - 1);
            double after = medians.get(second + 1);
            double shift = medians.get(second) - (before + after) / 2;
            if (Double.isNaN(shift)) continue;
            shifts.add(shift);
            apart.add(Math.abs(after - before));
        }
        double explained = ERRORS * middle(apart) / Math.sqrt(shifts.size());
        String figures = "medians, every other with the delay: " + medians;
        // else neither no delay nor a double one could be told from it
        assumeThat(explained).as(figures).isLessThan(DELAY_MS / 2);
        assertThat(middle(shifts)).as(figures).isCloseTo(DELAY_MS, within(PIPE_STEP_MS + explained));
    }

    private static double middle(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /// Of delivery in each judged second, in milliseconds, as the run's series has them; NaN: nothing came in it.
    private static List<Double> medians(RunFolder run) throws IOException {
        return Files.readAllLines(run.csv("series", "swarm-0")).stream()
                .skip(1)
                .limit(SECONDS)
                .map(row -> row.split(",", -1)[2])
                .map(median -> median.isEmpty() ? Double.NaN : Double.parseDouble(median))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(FramePipe.Kind.class)
    void one_fault_on_the_wire_is_found_exactly_and_named_and_fails_the_run(FramePipe.Kind kind) throws Exception {
        String name = "fault-" + kind;
        try (FramePipe pipe = pipe(name)) {
            pipe.inject(new Fault(kind, HIT_SESSION, HIT_MESSAGE, 1));

            Played run = play(name, pipe, SESSIONS, WARMUP, MEASURE);

            assertThat(run.exit).as(run.said).isEqualTo(ExitStatus.MISSED);
            assertThat(run.record.verdict()).isEqualTo(Verdict.FAIL);
            assertThat(run.record.audit()).as(run.said).isEqualTo(audit(kind, run.record));
            assertThat(found(run.record))
                    .singleElement()
                    .returns(ruleOf(kind).code().word(), Reason::code)
                    .extracting(
                            reason -> Objects.requireNonNull(reason.evidence()).examples())
                    .satisfies(examples -> assertThat(examples)
                            .singleElement()
                            .asString()
                            .startsWith("session " + HIT_SESSION + " ")
                            .contains(witness(kind)));
        }
    }

    /// As many as were due, and this one fault.
    private static Audit audit(FramePipe.Kind kind, RunRecord record) {
        long due = Objects.requireNonNull(record.audit()).expected();
        assertThat(due).isPositive();
        return switch (kind) {
            case DROP -> new Audit(due, due - 1, 1, 0, 0, 0, 0, 0, 0, 0);
            case DOUBLE -> new Audit(due, due, 0, 1, 0, 0, 0, 0, 0, 0);
            case SWAP -> new Audit(due, due, 0, 0, 1, 0, 0, 0, 0, 0);
            case FLIP -> new Audit(due, due, 0, 0, 0, 1, 0, 0, 0, 0);
        };
    }

    private static AuditRule ruleOf(FramePipe.Kind kind) {
        return switch (kind) {
            case DROP -> AuditRule.LOST;
            case DOUBLE -> AuditRule.DUPLICATED;
            case SWAP -> AuditRule.REORDERED;
            case FLIP -> AuditRule.CORRUPTED;
        };
    }

    private static String witness(FramePipe.Kind kind) {
        return switch (kind) {
            case DROP -> "never got message " + HIT_MESSAGE + " ";
            case DOUBLE -> "got message " + HIT_MESSAGE + " twice";
            case SWAP -> "got message " + HIT_MESSAGE + " after ";
            case FLIP -> "got message " + HIT_MESSAGE + " corrupted: ";
        };
    }

    /// What the audit gave as reasons; a busy machine may have added others.
    private static List<Reason> found(RunRecord record) {
        return record.reasons().stream()
                .filter(reason -> Stream.of(AuditRule.values()).anyMatch(rule -> reason.is(rule.code())))
                .toList();
    }

    private record Played(RunRecord record, ExitStatus exit, String said) {}

    private static FramePipe pipe(String name) {
        Path tokens = new RunFolder(folder.resolve(name)).work().resolve("tokens.txt");
        URI address = server.address();
        return new FramePipe(
                address.getHost(), address.getPort(), token -> lines(tokens).indexOf(token));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Played play(String name, FramePipe pipe, int sessions, Duration warmup, Duration measure)
            throws IOException {
        var said = new ByteArrayOutputStream();
        var screen = new Screen(new PrintStream(said, true, StandardCharsets.UTF_8), false);
        Path out = folder.resolve(name);
        var request = new RunRequest(
                "TrueNumbersIT",
                sessions,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                (double) RATE,
                Burst.NONE,
                measure,
                warmup,
                42,
                out,
                Map.of(),
                null,
                List.of(),
                true,
                List.of(),
                new RunRequest.Remote(URI.create("http://127.0.0.1:" + pipe.port()), TOKEN, null));

        ExitStatus exit = new Runs(Home.find(), screen, false).run(List.of(new HotChannel()), request);

        return new Played(RunFile.read(new RunFolder(out).runJson()), exit, said.toString(StandardCharsets.UTF_8));
    }
}
