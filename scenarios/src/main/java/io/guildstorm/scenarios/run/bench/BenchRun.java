package io.guildstorm.scenarios.run.bench;

import io.guildstorm.reports.bench.BenchFile;
import io.guildstorm.reports.bench.BenchRecord;
import io.guildstorm.reports.bench.BenchRecord.Failure;
import io.guildstorm.reports.bench.BenchResult;
import io.guildstorm.reports.bench.JmhFile;
import io.guildstorm.reports.chart.theme.Units;
import io.guildstorm.reports.outcome.BenchScreen;
import io.guildstorm.reports.page.BenchPage;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.target.ExitStatus;
import io.guildstorm.scenarios.run.Interruption;
import io.guildstorm.scenarios.run.context.NewFolder;
import io.guildstorm.scenarios.run.context.RunEnd;
import io.guildstorm.scenarios.run.context.ToolVersion;
import io.guildstorm.scenarios.run.exit.EnvironmentException;
import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.machine.LivingRuns;
import io.guildstorm.scenarios.run.machine.MachineFacts;
import io.guildstorm.scenarios.run.process.Child;
import io.guildstorm.scenarios.run.process.Children;
import io.guildstorm.scenarios.run.process.Home;
import io.guildstorm.scenarios.run.process.Inbox;
import io.guildstorm.scenarios.run.screen.Screen;
import io.guildstorm.scenarios.run.server.JvmFlags;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A run of the benchmarks, from the first line to the table.
///
/// **Owner:** the thread that calls [#run].
public final class BenchRun {
    private static final String KIND = "bench";
    private static final double QUICK_SECONDS = 0.8;
    /// What it takes to start a JVM and to set a benchmark up, most often.
    private static final double SECONDS_BESIDE_EACH_FORK = 1;

    private static final long PATIENCE_MILLIS = 5_000;
    private static final long DAY_NANOS = TimeUnit.DAYS.toNanos(1);

    private final Home home;
    private final Screen screen;
    private final Inbox inbox = new Inbox();
    private final List<Failure> failures = new ArrayList<>();
    private final Instant started = Instant.now();
    private final long begunNanos = System.nanoTime();
    private TimeLeft left = new TimeLeft(List.of(), 0, 0);
    private String underway = "";
    private boolean interrupted;
    private boolean gone;

    public BenchRun(Home home, Screen screen) {
        this.home = home;
        this.screen = screen;
    }

    /// @return interrupted, or cannot judge when some could not be measured
    /// @throws UsageException when there is no such benchmark
    /// @throws EnvironmentException when this machine cannot do it
    public ExitStatus run(BenchRequest request) {
        Pattern pattern = BenchCatalogue.pattern(request.pattern());
        screen.say("guildstorm  bench%s  ·  %s".formatted(request.quick() ? ", quick" : "", MachineFacts.inWords()));
        BenchCatalogue catalogue = BenchCatalogue.of(home);
        List<Integer> chosen = catalogue.matching(pattern);
        RunFolder folder = NewFolder.of(
                request.out(), runs -> RunFolder.createAside(runs, KIND, LocalDateTime.now(ZoneId.systemDefault())));
        left = new TimeLeft(
                chosen.stream()
                        .map(at -> planned(catalogue.all().get(at), request.quick()))
                        .toList(),
                0,
                0);
        screen.say("            %d measurements%s, %s"
                .formatted(chosen.size(), request.quick() ? "" : ", each in two JVMs", left.inWords()));
        try (LivingRuns living = new LivingRuns(KIND)) {
            living.others().forEach(other -> screen.say("            another run is on this machine: " + other));
            Double load = loadAverage();
            play(folder, catalogue, chosen, request, living);
            return conclude(folder, record(folder, catalogue, chosen, request, living, load));
        } catch (IOException e) {
            throw new EnvironmentException("cannot write into " + folder.path() + ": " + NewFolder.reason(e), e);
        } finally {
            RunEnd.sweep(folder);
        }
    }

    private static double planned(BenchEvent.Known known, boolean quick) {
        return quick
                ? QUICK_SECONDS + SECONDS_BESIDE_EACH_FORK
                : known.seconds() + known.forks() * SECONDS_BESIDE_EACH_FORK;
    }

    private static @Nullable Double loadAverage() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 0 ? null : (Double) load;
    }

    private static List<String> flags() {
        List<String> flags = new ArrayList<>(JvmFlags.server("g1"));
        // others that run JMH are told of as runs are, and not waited for
        flags.add("-Djmh.ignoreLock=true");
        return flags;
    }

    private void play(
            RunFolder folder, BenchCatalogue catalogue, List<Integer> chosen, BenchRequest request, LivingRuns living) {
        List<String> command = new ArrayList<>(List.of(Home.java()));
        command.addAll(flags());
        command.addAll(List.of("-cp", home.benchmarksClassPath(), BenchCatalogue.MAIN, "run"));
        command.add(folder.jmhJson().toString());
        command.add(request.quick() ? "quick" : "standard");
        chosen.forEach(at -> command.add(Integer.toString(at)));
        inbox.onPulse(() -> {
            screen.pulse();
            living.pulse();
        });
        Interruption.onSignal(() -> inbox.post(() -> interrupted = true));
        try (Children children = new Children(folder.logs())) {
            Child child = children.start(KIND, command, line -> {
                var event = BenchEvent.of(line);
                event.ifPresent(said -> inbox.post(() -> hear(said, folder, catalogue)));
                return event.isPresent();
            });
            child.onExit(() -> inbox.post(() -> gone = true));
            screen.live(() -> List.of(underway.isEmpty() ? "" : "     " + underway + "   " + left.inWords() + " left"));
            inbox.await(() -> interrupted || gone || left.done() == chosen.size(), System.nanoTime() + DAY_NANOS);
            // its last words may still be on their way
            if (gone && !interrupted)
                inbox.await(
                        () -> left.done() == chosen.size(),
                        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS));
            screen.live(List::of);
            child.hangUp();
            child.awaitExit(PATIENCE_MILLIS);
            if (!interrupted && left.done() < chosen.size())
                for (int at : chosen.subList(left.done(), chosen.size()))
                    failures.add(failure(catalogue, at, "the process of the benchmarks ended: see logs/bench.log"));
        }
    }

    private void hear(BenchEvent event, RunFolder folder, BenchCatalogue catalogue) {
        switch (event) {
            case BenchEvent.Known _ -> {}
            case BenchEvent.Begun(int at) ->
                underway =
                        "%d of %d  %s".formatted(left.done() + 1, left.planned().size(), catalogue.inWords(at));
            case BenchEvent.Ended(int at) -> {
                next();
                screen.say(
                        "%5d of %d  %s".formatted(left.done(), left.planned().size(), measured(folder, catalogue, at)));
            }
            case BenchEvent.Failed(int at, String reason) -> {
                next();
                failures.add(failure(catalogue, at, reason));
                screen.say("%5d of %d  %s: %s"
                        .formatted(left.done(), left.planned().size(), catalogue.inWords(at), reason));
            }
        }
    }

    private void next() {
        underway = "";
        left = left.oneMore((System.nanoTime() - begunNanos) / 1e9);
    }

    private static Failure failure(BenchCatalogue catalogue, int at, String reason) {
        return new Failure(catalogue.name(at), catalogue.all().get(at).params(), reason);
    }

    private static String measured(RunFolder folder, BenchCatalogue catalogue, int at) {
        try {
            BenchResult last = JmhFile.read(folder.jmhJson(), catalogue::about).getLast();
            String each = last.each() == null ? "" : " each";
            return "%-50s %s%s"
                    .formatted(
                            catalogue.inWords(at), Units.nanos(last.eachNanos()).replace('\u00a0', ' '), each);
        } catch (IOException unreadable) {
            return catalogue.inWords(at);
        }
    }

    private BenchRecord record(
            RunFolder folder,
            BenchCatalogue catalogue,
            List<Integer> chosen,
            BenchRequest request,
            LivingRuns living,
            @Nullable Double load)
            throws IOException {
        return new BenchRecord(
                BenchRecord.SCHEMA,
                request.command(),
                started,
                (System.nanoTime() - begunNanos) / 1e9,
                request.quick(),
                interrupted,
                ToolVersion.of(home),
                MachineFacts.draft(Map.of(KIND, flags())).build(),
                living.met(),
                load,
                chosen.size(),
                JmhFile.read(folder.jmhJson(), catalogue::about),
                failures);
    }

    private ExitStatus conclude(RunFolder folder, BenchRecord record) throws IOException {
        Path report = BenchPage.render(folder, record);
        BenchFile.write(folder.path(), record);
        ExitStatus exit = interrupted
                ? ExitStatus.INTERRUPTED
                : record.failures().isEmpty() && record.likeNothing().isEmpty()
                        ? ExitStatus.MET
                        : ExitStatus.CANNOT_JUDGE;
        screen.say("");
        BenchScreen.of(record, report, exit.code()).forEach(screen::say);
        return exit;
    }
}
