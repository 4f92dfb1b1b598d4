package io.guildstorm.scenarios.run.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ChildrenTest {
    private static final String STUBBORN = "trap '' TERM; echo up; while :; do read -r line || sleep 1000; done";

    @TempDir
    Path logs;

    private final Inbox inbox = new Inbox();

    @Test
    void a_child_that_ignores_sigterm_does_not_outlive_its_run() {
        Child child;
        try (Children children = new Children(logs)) {
            child = up(children, STUBBORN);
        }

        assertThat(child.alive()).isFalse();
    }

    @Test
    void the_ctrl_c_of_a_terminal_does_not_reach_a_child() throws Exception {
        try (Children children = new Children(logs)) {
            Child child = up(children, "echo up; read -r line; echo \"heard $line\" >&2; exit 7");

            signal("INT", child.pid());
            child.say("hello");

            assertThat(inbox.await(() -> !child.alive(), in(20))).isTrue();
            assertThat(child.exitCode()).isEqualTo(7);
            assertThat(child.lastWords(1)).isEqualTo("heard hello");
        }
    }

    @Test
    void the_guard_kills_whoever_is_left_when_its_stdin_ends_even_if_stopped() throws Exception {
        Process left = new ProcessBuilder("sh", "-c", STUBBORN).start();
        Guard guard = new Guard();
        guard.add(left.pid());
        signal("STOP", left.pid());

        guard.close();

        assertThat(left.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void the_guard_leaves_alone_what_was_dropped() throws Exception {
        Process dropped = new ProcessBuilder("sh", "-c", STUBBORN).start();
        Process listed = new ProcessBuilder("sh", "-c", STUBBORN).start();
        Guard guard = new Guard();
        guard.add(dropped.pid());
        guard.add(listed.pid());
        guard.drop(dropped.pid());

        guard.close();

        assertThat(listed.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(dropped.isAlive()).isTrue();
        dropped.destroyForcibly();
    }

    @Test
    void what_a_task_of_the_inbox_throws_ends_the_wait() {
        inbox.post(() -> {
            throw new IllegalStateException("the server died");
        });

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> inbox.await(() -> false, in(20)))
                .hasMessage("the server died");
    }

    private Child up(Children children, String script) {
        AtomicReference<String> said = new AtomicReference<>("");
        Child child = children.start("child", List.of("sh", "-c", script), line -> {
            inbox.post(() -> said.set(line));
            return true;
        });
        assertThat(inbox.await(() -> said.get().equals("up"), in(20))).isTrue();
        return child;
    }

    private static long in(int seconds) {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }
}
