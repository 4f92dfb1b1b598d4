package io.guildstorm.scenarios.run.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Who else runs on this machine: each run leaves a file named by its pid while it lasts. Two runs disturb each other
/// and cannot see by whom; so both say it, whichever began first.
///
/// **Owner:** the run's thread.
public final class LivingRuns implements AutoCloseable {
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path folder;
    private final Path own;
    private final SortedSet<String> met = new TreeSet<>();
    private long nextNanos = System.nanoTime();

    /// Notes this run.
    /// @param scenario what it runs
    public LivingRuns(String scenario) {
        this(scenario, Path.of(System.getProperty("java.io.tmpdir"), "guildstorm-" + System.getProperty("user.name")));
    }

    LivingRuns(String scenario, Path folder) {
        this.folder = folder;
        own = folder.resolve(Long.toString(ProcessHandle.current().pid()));
        try {
            Files.createDirectories(folder);
            Files.writeString(own, scenario);
        } catch (IOException unwritable) {
            // then others do not learn of this run
        }
    }

    /// Other runs that live, as `hot-channel (pid 123)`.
    public List<String> others() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.equals(own))
                    .filter(LivingRuns::lives)
                    .map(LivingRuns::inWords)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /// To be called often; looks when a second has passed.
    public void pulse() {
        if (System.nanoTime() - nextNanos < 0) return;
        nextNanos = System.nanoTime() + PERIOD_NANOS;
        met.addAll(others());
    }

    /// All that lived at some time since this run began.
    public List<String> met() {
        met.addAll(others());
        return List.copyOf(met);
    }

    private static boolean lives(Path file) {
        try {
            long pid = Long.parseLong(file.getFileName().toString());
            boolean alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
            if (!alive) Files.deleteIfExists(file);
            return alive;
        } catch (IOException | NumberFormatException notOurs) {
            return false;
        }
    }

    private static String inWords(Path file) {
        try {
            return Files.readString(file) + " (pid " + file.getFileName() + ")";
        } catch (IOException justEnded) {
            return "pid " + file.getFileName();
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(own);
        } catch (IOException unwritable) {
            // it names a pid that lives no more, which readers see
        }
    }
}
