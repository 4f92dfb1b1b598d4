package io.guildstorm.scenarios.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.scenarios.check.AuditCounts;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Both processes as `run` starts them: the floor, and a swarm that drives it.
class SwarmProcessIT {
    @TempDir
    Path dir;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void nothing_is_left() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void the_swarm_drives_the_floor_and_loses_nothing() throws Exception {
        var floor = start(
                List.of("-XX:TieredStopAtLevel=1"),
                "io.guildstorm.scenarios.floor.Main",
                "--port",
                "0",
                "--bytes",
                "400");
        String alone = floor.inputReader(StandardCharsets.UTF_8).readLine();
        String ready = floor.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(alone).matches("send alone [0-9.]+").doesNotMatch(".* 0(\\.0)?");
        assertThat(ready).startsWith("ready http://127.0.0.1:");
        var swarm = start(
                List.of(),
                "io.guildstorm.scenarios.swarm.Main",
                configured(ready).toString());
        try (var out = swarm.inputReader(StandardCharsets.UTF_8)) {
            await(out, SwarmEvent.Up.class);
            tell(swarm, new SwarmCommand.Connect(200));
            assertThat(await(out, SwarmEvent.Connected.class).ready()).isEqualTo(200);

            long anchor = System.nanoTime() + 200_000_000;
            tell(swarm, new SwarmCommand.Window("floor", anchor, anchor + 2_000_000_000, false));
            tell(swarm, new SwarmCommand.Publish(20, anchor, 2, 450));
            assertThat(await(out, SwarmEvent.Published.class)).matches(e -> e.sent() == 40 && e.answered() == 40);
            tell(swarm, new SwarmCommand.Finish(List.of(), List.of(), false, List.of()));
            var result = await(out, SwarmEvent.Result.class);

            assertThat(result.audit()).isEqualTo(new AuditCounts(8_000, 8_000, 0, 0, 0, 0, 0, 0, 0, 0));
            assertThat(result.frameBytesMedian()).isEqualTo(450);
            assertThat(result.wireBytes()).isGreaterThan(8_000 * 454);
            assertThat(result.cpuUsPerDelivery()).isPositive();
        }
        assertThat(swarm.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(swarm.exitValue()).isZero();
        floor.getOutputStream().close();
        assertThat(floor.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_swarm_whose_parent_died_ends_at_once() throws Exception {
        var swarm = start(
                List.of(),
                "io.guildstorm.scenarios.swarm.Main",
                configured("ready http://127.0.0.1:1").toString());
        await(swarm.inputReader(StandardCharsets.UTF_8), SwarmEvent.Up.class);

        swarm.getOutputStream().close();

        assertThat(swarm.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(swarm.exitValue()).isEqualTo(130);
    }

    private Path configured(String ready) throws IOException {
        int port = Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1));
        var config = new SwarmConfig(
                "swarm-0",
                "127.0.0.1",
                port,
                "/",
                "",
                "",
                0,
                200,
                1,
                "1166166166166166166",
                "1177177177177177177",
                0,
                dir,
                SwarmConfig.Mode.FLOOR,
                42,
                0,
                0);
        return Files.writeString(dir.resolve("swarm.json"), SwarmLines.write(config));
    }

    private Process start(List<String> flags, String main, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(flags);
        command.addAll(List.of("-cp", Files.readString(Path.of("target/classpath.txt")), main));
        command.addAll(List.of(args));
        var process = new ProcessBuilder(command)
                .redirectError(new File(dir.toFile(), main + ".log"))
                .start();
        started.add(process);
        return process;
    }

    private static void tell(Process swarm, SwarmCommand command) throws IOException {
        var in = swarm.outputWriter(StandardCharsets.UTF_8);
        in.write(SwarmLines.write(command) + "\n");
        in.flush();
    }

    private static <E extends SwarmEvent> E await(BufferedReader out, Class<E> kind) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            SwarmEvent event = SwarmLines.event(line);
            if (kind.isInstance(event)) return kind.cast(event);
        }
        throw new AssertionError("the process ended without " + kind.getSimpleName());
    }
}
