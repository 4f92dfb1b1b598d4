package io.guildstorm.scenarios.run.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LivingRunsTest {
    @TempDir
    Path folder;

    @Test
    void a_run_that_began_later_and_ended_before_is_remembered() throws Exception {
        try (var run = new LivingRuns("hot-channel", folder)) {
            assertThat(run.others()).isEmpty();

            Path other = Files.writeString(folder.resolve(Long.toString(livingPid())), "crash-mid-send");
            run.pulse();
            Files.delete(other);

            assertThat(run.others()).isEmpty();
            assertThat(run.met()).containsExactly("crash-mid-send (pid " + livingPid() + ")");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_file_that_a_killed_run_left_is_swept() throws Exception {
        var ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Files.writeString(folder.resolve(Long.toString(ended.pid())), "hot-channel");

        try (var run = new LivingRuns("hot-channel", folder)) {
            assertThat(run.met()).isEmpty();
        }
        assertThat(folder).isEmptyDirectory();
    }

    /// A process that outlives this test.
    private static long livingPid() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(1L);
    }
}
