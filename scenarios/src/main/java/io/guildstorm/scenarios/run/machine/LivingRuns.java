package io.guildstorm.scenarios.run.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Who else runs on this machine: each run leaves a file named by its pid while it lasts. Two runs disturb each other
/// and cannot see by whom; so both say it.
public final class LivingRuns implements AutoCloseable {
    private final Path folder;
    private final Path own;

    /// Notes this run.
    /// @param scenario what it runs
    public LivingRuns(String scenario) {
        folder = Path.of(System.getProperty("java.io.tmpdir"), "guildstorm-" + System.getProperty("user.name"));
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
