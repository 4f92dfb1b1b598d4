package io.guildstorm.cli;

import io.guildstorm.reports.record.RunFile;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The command line as a process of its own, as a user starts it, out of the packaged modules.
final class Guildstorm implements AutoCloseable {
    /// A short run.
    static final String[] SMALL = {
        "run", "hot-channel", "--quick", "--sessions", "200", "--duration", "5s", "--warmup", "1s"
    };

    /// One that is ended before its time.
    static final String[] LONG = {
        "run", "hot-channel", "--quick", "--sessions", "100", "--duration", "60s", "--warmup", "1s"
    };

    private static final long PATIENCE_SECONDS = 180;

    private final Process process;
    private final Path folder;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> said = new ArrayList<>();
    private final CompletableFuture<Void> outputEnded;

    private Guildstorm(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        outputEnded = CompletableFuture.runAsync(this::read, Thread::startVirtualThread); // each blocks one
    }

    /// @param folder to run in: `runs/` appears there
    static Guildstorm start(Path folder, String... words) throws IOException {
        return start("exec \"$@\"", folder, words);
    }

    /// @param shell what a shell does with the command, which is its `"$@"`
    static Guildstorm start(String shell, Path folder, String... words) throws IOException {
        Path root = root();
        List<String> command = new ArrayList<>(List.of("sh", "-c", shell, "guildstorm"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(
                "-cp",
                Files.readString(root.resolve("simulator/target/classpath.txt")).strip()));
        command.add("io.guildstorm.cli.Main");
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("GUILDSTORM_HOME", root.toString());
        builder.environment().remove("GUILDSTORM_EXEC");
        return new Guildstorm(builder.start(), folder);
    }

    /// Of the checkout.
    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("reference-server")) ? here : Objects.requireNonNull(here.getParent());
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                synchronized (said) {
                    said.add(line);
                }
                lines.add(line);
            }
        } catch (IOException ended) {
            // with the process
        }
    }

    /// Waits for a line that has this in it.
    Guildstorm await(String pattern) throws InterruptedException {
        Pattern wanted = Pattern.compile(pattern);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < until) {
            String line = lines.poll(100, TimeUnit.MILLISECONDS);
            if (line != null && wanted.matcher(line).find()) return this;
            if (line == null && !process.isAlive() && lines.isEmpty()) break;
        }
        throw new AssertionError("never said \"" + pattern + "\":\n" + output());
    }

    /// Waits for its end.
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) throw new AssertionError("still runs:\n" + output());
        outputEnded.join();
        return process.exitValue();
    }

    String output() {
        synchronized (said) {
            return String.join("\n", said);
        }
    }

    /// Every process that it started and that lives.
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /// The child whose command line holds this main class.
    ProcessHandle child(String mainClass) {
        return children().stream()
                .filter(child -> commandLine(child).contains(mainClass))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no child runs " + mainClass));
    }

    /// The whole of it: [ProcessHandle.Info] knows none that is longer than a page.
    private static String commandLine(ProcessHandle child) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(child.pid()), "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    void signal(String name) throws IOException, InterruptedException {
        signal(name, process.toHandle());
    }

    RunFolder run() throws IOException {
        return new RunFolder(folder.resolve("runs/latest").toRealPath());
    }

    RunRecord record() throws IOException {
        return RunFile.read(run().runJson());
    }

    @Override
    public void close() {
        children().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /// These words, and more.
    static String[] with(String[] words, String... more) {
        return Stream.of(words, more).flatMap(Stream::of).toArray(String[]::new);
    }
}
