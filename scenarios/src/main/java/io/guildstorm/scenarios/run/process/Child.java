package io.guildstorm.scenarios.run.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A process of the run. Its stdout is read line by line; what is not meant for us goes to its log, as does stderr.
///
/// **Owner:** the thread that started it. The pump thread touches the handler and the log file only.
public final class Child {
    private final String name;
    private final Process process;
    private final Writer stdin;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.stdin = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.log = log;
    }

    /// @param forUs called with each line of stdout on a thread of its own; false: the line belongs into the log
    static Child start(String name, ProcessBuilder builder, Path log, Predicate<String> forUs) throws IOException {
        Process process = builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Child child = new Child(name, process, log);
        Thread.ofPlatform().daemon().name("stdout of " + name).start(() -> child.pump(forUs));
        return child;
    }

    private void pump(Predicate<String> forUs) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!forUs.test(line)) keep(line);
            }
        } catch (IOException endOfStream) {
            // the process is gone, and whoever waits for it is told by onExit
        }
    }

    private void keep(String line) {
        try {
            Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException diskFull) {
            // must go on reading all the same, else the child blocks on a full pipe; the run notices the disk itself
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /// Null while it lives.
    public @Nullable Integer exitCode() {
        return process.isAlive() ? null : process.exitValue();
    }

    /// One line to its stdin. A child that is gone does not hear it: its end is told by [#onExit].
    public void say(String line) {
        try {
            stdin.write(line + "\n");
            stdin.flush();
        } catch (IOException gone) {
            // see above
        }
    }

    /// @param task on another thread
    public void onExit(Runnable task) {
        process.onExit().thenRun(task);
    }

    /// The last lines of its log, for a message.
    public String lastWords(int lines) {
        try {
            var all = Files.readAllLines(log);
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException unreadable) {
            return "";
        }
    }

    /// Ends its stdin, for those that take that as the end.
    public void hangUp() {
        try {
            stdin.close();
        } catch (IOException gone) {
            // nothing to end
        }
    }

    /// SIGTERM, and SIGKILL for whoever is not gone in time.
    /// @return whether it went by itself
    public boolean stop(long patienceMillis) {
        if (process.isAlive()) process.destroy();
        return awaitExit(patienceMillis);
    }

    /// SIGKILL, without waiting for its end; from any thread.
    public void kill9() {
        process.destroyForcibly();
    }

    /// SIGKILL.
    public void kill() {
        process.destroyForcibly();
        awaitExit(10_000);
    }

    /// Waits for it to go by itself; SIGKILL if it does not.
    public boolean awaitExit(long patienceMillis) {
        try {
            if (process.waitFor(patienceMillis, TimeUnit.MILLISECONDS)) return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return false;
    }
}
