package io.guildstorm.scenarios.run.process;

import io.guildstorm.scenarios.run.exit.EnvironmentException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// All processes that a run started. Whatever happens, none of them is left: [#close] ends them, and where that
/// cannot be called, their [Guard] does.
///
/// Children ignore Ctrl-C and hang-up, which a terminal sends to the whole group: it is for the run to end them in
/// order, so that what they measured is kept.
public final class Children implements AutoCloseable {
    private static final String IGNORE_TERMINAL = "trap '' INT HUP; exec \"$@\"";
    private static final String GIVE_WAY =
            "trap '' INT HUP; command -v nice >/dev/null && exec nice -n 5 \"$@\"; exec \"$@\"";

    private final Guard guard;
    private final Path logs;
    private final List<Child> started = new ArrayList<>();

    /// @param logs folder for `<name>.log`
    public Children(Path logs) {
        this.logs = logs;
        try {
            guard = new Guard();
        } catch (IOException e) {
            throw new EnvironmentException("cannot start processes: " + e.getMessage(), e);
        }
    }

    /// @param forUs called with each line of its stdout on another thread; false: the line belongs into the log
    public Child start(String name, List<String> command, Predicate<String> forUs) {
        return start(name, IGNORE_TERMINAL, command, forUs);
    }

    /// The same, with `nice` 5: where cores are short it gives way to those that [#start] started, so that the
    /// generator, which has cores of its own in earnest, is not late because of what it measures.
    public Child startBehind(String name, List<String> command, Predicate<String> forUs) {
        return start(name, GIVE_WAY, command, forUs);
    }

    private Child start(String name, String script, List<String> command, Predicate<String> forUs) {
        List<String> whole = new ArrayList<>(List.of("sh", "-c", script, name));
        whole.addAll(command);
        try {
            Child child = Child.start(name, new ProcessBuilder(whole), logs.resolve(name + ".log"), forUs);
            started.add(child);
            guard.add(child.pid());
            child.onExit(() -> drop(child));
            return child;
        } catch (IOException e) {
            throw new EnvironmentException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    private void drop(Child child) {
        try {
            guard.drop(child.pid());
        } catch (IOException closed) {
            // the guard has gone, and with it the list
        }
    }

    /// SIGKILL to whatever still lives.
    @Override
    public void close() {
        for (Child child : started.reversed()) if (child.alive()) child.kill();
        try {
            guard.close();
        } catch (IOException gone) {
            // it had nothing left to do
        }
    }
}
