package io.guildstorm.simulator.torture.drive;

import io.guildstorm.reports.target.ExitStatus;
import io.guildstorm.scenarios.run.exit.EnvironmentException;
import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.process.Home;
import io.guildstorm.scenarios.workload.Workload;
import io.guildstorm.simulator.torture.check.Checker.Judgement;
import io.guildstorm.simulator.torture.check.Report;
import io.guildstorm.simulator.torture.check.Rule;
import io.guildstorm.simulator.torture.plan.FaultKind;
import io.guildstorm.simulator.torture.plan.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A torture run with its folder: `history.txt`, and the server's logs in `logs/`.
public final class TortureRun {
    private static final Path RUNS = Path.of("runs");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private final Home home;
    private final Map<String, String> settings;
    private final @Nullable Path out;
    private final String command;
    private final Consumer<String> say;

    /// @param settings switches of the server that differ from their defaults
    /// @param out folder of the run; null: a new one in `runs/`
    /// @param command as it was typed, which plays the same plan again
    /// @param say hears how it goes and what it came to, line by line
    public TortureRun(
            Home home, Map<String, String> settings, @Nullable Path out, String command, Consumer<String> say) {
        this.home = home;
        this.settings = new LinkedHashMap<>(settings);
        Workload.UNLIMITED.forEach(this.settings::putIfAbsent);
        this.out = out;
        this.command = command;
        this.say = say;
    }

    /// @return missed when a rule was broken; cannot judge when none was, but the end of the history is missing
    /// @throws UsageException when the folder is not empty
    /// @throws EnvironmentException when this machine cannot do it
    public ExitStatus run(Plan plan) {
        Path folder = folder();
        Path logs = folder.resolve("logs");
        announce(plan);
        try (ServerChild server = new ServerChild(home, logs, settings)) {
            Torture.Result result = new Torture(plan, server, say).run();
            Path history = folder.resolve("history.txt");
            Files.write(history, Report.whole(result.history()));
            conclude(result, history);
            if (!result.judgement().clean()) return ExitStatus.MISSED;
            return result.settled() ? ExitStatus.MET : ExitStatus.CANNOT_JUDGE;
        } catch (IOException e) {
            throw new EnvironmentException("cannot write into " + folder + ": " + e.getMessage(), e);
        } finally {
            sweep(logs.resolve("data"));
        }
    }

    private void announce(Plan plan) {
        String faults = Stream.of(FaultKind.values())
                .filter(kind -> plan.count(kind) > 0)
                .map(kind -> plan.count(kind) + " × " + kind.word())
                .collect(Collectors.joining(", "));
        say.accept("guildstorm  torture, seed %d, %d s, %d clients"
                .formatted(
                        plan.seed(), plan.duration().toSeconds(), plan.clients().size()));
        say.accept("     plan      %,d steps · %s".formatted(plan.steps(), faults.isEmpty() ? "no faults" : faults));
    }

    private void conclude(Torture.Result result, Path history) {
        Judgement judgement = result.judgement();
        say.accept("");
        Report.findings(judgement).forEach(say);
        say.accept("%s  %,d operations · %,d sessions · %,d deliveries checked · %d faults · %d rules · %d findings"
                .formatted(
                        !judgement.clean()
                                ? "FOUND"
                                : result.settled() ? "clean" : "no verdict, as not everybody came back:",
                        judgement.operations(),
                        judgement.sessions(),
                        judgement.deliveries(),
                        result.history().faults().size(),
                        Rule.values().length,
                        judgement.findings().size()));
        say.accept("       everything that was seen: " + history);
        if (!judgement.clean()) say.accept("       the same plan again: " + command);
    }

    private Path folder() {
        Path folder =
                out == null ? RUNS.resolve("torture-" + STAMP.format(LocalDateTime.now(ZoneId.systemDefault()))) : out;
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent())
                    throw new UsageException(
                            "--out cannot be \"" + folder + "\": it is not empty. Name a folder that is.");
            }
            Files.createDirectories(folder.resolve("logs"));
            return folder;
        } catch (IOException e) {
            throw new EnvironmentException("cannot write into " + folder + ": " + e.getMessage(), e);
        }
    }

    /// The server's data is of no use afterwards.
    private static void sweep(Path data) {
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException inUse) {
                    // left behind, which harms nobody
                }
            });
        } catch (IOException | UncheckedIOException unreadable) {
            // as above
        }
    }
}
