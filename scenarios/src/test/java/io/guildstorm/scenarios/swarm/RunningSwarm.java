package io.guildstorm.scenarios.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.scenarios.client.ScriptedGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A swarm on a thread of the test, with what it said.
final class RunningSwarm implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 50;

    final BlockingQueue<SwarmEvent> said = new LinkedBlockingQueue<>();
    final Path out;
    private final Swarm swarm;
    private final Thread thread;
    private volatile @Nullable Exception failure;

    RunningSwarm(Path out, int port, int sessions, int loops) throws IOException {
        this(out, port, tokens(sessions), loops);
    }

    RunningSwarm(Path out, int port, List<String> tokens, int loops) throws IOException {
        this(out, port, tokens, loops, 0);
    }

    RunningSwarm(Path out, int port, List<String> tokens, int loops, int slowReaders) throws IOException {
        this(out, port, tokens, loops, new Kinds(slowReaders, 0, ""));
    }

    /// As [SwarmConfig] has them.
    /// @param compress what its sessions ask for; empty: nothing
    record Kinds(int slowReaders, int openOneIn, String compress) {}

    RunningSwarm(Path out, int port, List<String> tokens, int loops, Kinds kinds) throws IOException {
        this.out = out;
        Path file = Files.write(out.resolve("tokens"), tokens);
        var config = new SwarmConfig(
                "swarm-0",
                "127.0.0.1",
                port,
                "/gateway?v=10&encoding=json" + (kinds.compress.isEmpty() ? "" : "&compress=" + kinds.compress),
                file.toString(),
                "",
                0,
                tokens.size(),
                loops,
                ScriptedGateway.GUILD,
                ScriptedGateway.CHANNEL,
                33281,
                out,
                SwarmConfig.Mode.GATEWAY,
                42,
                kinds.slowReaders,
                kinds.openOneIn);
        swarm = new Swarm(config, System::nanoTime, said::add);
        thread = Thread.ofPlatform().daemon().start(this::run);
    }

    static List<String> tokens(int count) {
        return IntStream.range(0, count).mapToObj(i -> "token-" + i).toList();
    }

    private void run() {
        try {
            swarm.run();
        } catch (IOException | InterruptedException | RuntimeException failed) {
            failure = failed;
        }
    }

    void tell(SwarmCommand command) {
        swarm.command(command);
    }

    /// Waits for the next event of a kind; others are dropped.
    <E extends SwarmEvent> E await(Class<E> kind) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (System.nanoTime() < deadline) {
            var event = said.poll(100, TimeUnit.MILLISECONDS);
            if (failure != null) throw new AssertionError("the swarm failed", failure);
            if (kind.isInstance(event)) return kind.cast(event);
        }
        throw new AssertionError("no " + kind.getSimpleName() + " within " + DEADLINE_SECONDS + " s");
    }

    SwarmEvent.Connected connect(int count) throws InterruptedException {
        tell(new SwarmCommand.Connect(count));
        return await(SwarmEvent.Connected.class);
    }

    /// Judges whatever is sent from now on.
    void judgeAll() throws InterruptedException {
        tell(new SwarmCommand.Window("measure", System.nanoTime(), Long.MAX_VALUE, false));
        awaitObeyed();
    }

    /// Waits until all that was told is done: commands are obeyed in order.
    void awaitObeyed() throws InterruptedException {
        tell(new SwarmCommand.Drained(List.of()));
        await(SwarmEvent.Missing.class);
    }

    /// Waits until `count` due creates are missing.
    void awaitMissing(long count, Path sent) throws InterruptedException {
        long missing;
        do {
            tell(new SwarmCommand.Drained(List.of(sent.toString())));
            missing = await(SwarmEvent.Missing.class).count();
        } while (missing != count);
    }

    SwarmEvent.Result finish(Path sent, Path changes) throws InterruptedException {
        return finish(sent, changes, List.of());
    }

    SwarmEvent.Result finish(Path sent, Path changes, List<SwarmCommand.Phase> phases) throws InterruptedException {
        tell(new SwarmCommand.Finish(List.of(sent.toString()), List.of(changes.toString()), false, phases));
        var result = await(SwarmEvent.Result.class);
        thread.join(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS));
        assertThat(thread.isAlive()).isFalse();
        return result;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
