package io.guildstorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whole torture runs against the real server.
@Tag("slow")
@Timeout(300)
@DisplayNameGeneration(ReplaceUnderscores.class)
class TortureIT {
    @TempDir
    Path folder;

    @Test
    void half_a_minute_with_every_fault_is_clean() throws Exception {
        try (Guildstorm run = Guildstorm.start(
                folder, "torture", "--seed", "7", "--duration", "30s", "--clients", "4", "--out", "out")) {
            assertThat(run.exitCode()).as(run.output()).isZero();

            assertThat(run.output())
                    .contains("kill -9 of the server", "graceful stop of the server", "the server stands still")
                    .contains("everybody heard the last words", "0 findings");
            assertThat(folder.resolve("out/history.txt")).isNotEmptyFile();
            assertThat(folder.resolve("out/logs/data")).doesNotExist();
            assertThat(Files.readString(folder.resolve("out/history.txt"))).contains("RESUMED", "MESSAGE_DELETE");
        }
    }

    @Test
    void a_server_that_ends_by_itself_is_a_finding() throws Exception {
        try (Guildstorm run =
                Guildstorm.start(folder, "torture", "--duration", "60s", "--clients", "2", "--faults", "none")) {
            run.await("dispatches");
            run.await("dispatches");
            run.child("io.guildstorm.server.node.Main").destroyForcibly();

            assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
            assertThat(run.output()).contains("server-died: the server is gone");
        }
    }

    @Test
    void ctrl_c_leaves_no_process() throws Exception {
        try (Guildstorm run = Guildstorm.start(folder, "torture", "--duration", "60s", "--clients", "2")) {
            run.await("dispatches");
            List<ProcessHandle> children = run.children();
            run.signal("INT");

            assertThat(run.exitCode()).as(run.output()).isEqualTo(130);
            for (ProcessHandle child : children) child.onExit().get(30, TimeUnit.SECONDS);
        }
    }
}
