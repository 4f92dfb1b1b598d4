package io.guildstorm.scenarios.run.load;

import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.context.StoppedException;
import io.guildstorm.scenarios.swarm.SwarmCommand;
import io.guildstorm.scenarios.swarm.SwarmEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Sessions that come when the judged part has begun, or come again, in swarms of their own: they are audited, and in
/// no
/// figure of delivery.
///
/// **Owner:** the run's thread.
public final class Newcomers {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final RunContext run;
    private final List<SwarmProcess> all;

    Newcomers(RunContext run, List<SwarmProcess> all) {
        this.run = run;
        this.all = List.copyOf(all);
    }

    /// All sign in now, beside nothing; returns when they are there.
    /// @throws StoppedException when one is not
    public void connect() {
        all.forEach(swarm -> swarm.say(new SwarmCommand.Connect(swarm.config().capacity())));
        if (!run.inbox().await(this::signedIn, System.nanoTime() + PATIENCE_NANOS))
            throw new StoppedException(
                    StoppedException.Cause.INSTRUMENT_FAILED,
                    "sessions that were to be cut were neither ready nor failed within a minute");
        if (failed() > 0)
            throw new StoppedException(
                    StoppedException.Cause.SERVER_DIED,
                    failed() + " sessions that were to be cut could not connect: " + failures());
    }

    /// They sign in, each when it is due.
    /// @param rate of them a second, of all processes
    /// @param inFlight at most between connect and READY, of all processes
    public void signIn(double rate, long anchorNanos, int inFlight) {
        all.forEach(swarm -> swarm.say(
                new SwarmCommand.Storm(swarm.config().capacity(), rate / all.size(), anchorNanos, share(inFlight))));
    }

    /// Their connections are cut, and they come back.
    /// @param over evenly in this time; zero: all at once
    /// @param afreshOneIn of so many one identifies, the others resume
    /// @param inFlight at most between connect and READY or RESUMED, of all processes
    public void cut(long anchorNanos, Duration over, int afreshOneIn, int inFlight) {
        all.forEach(swarm ->
                swarm.say(new SwarmCommand.Reconnect(anchorNanos, over.toNanos(), afreshOneIn, share(inFlight))));
    }

    private int share(int inFlight) {
        return Math.ceilDiv(inFlight, all.size());
    }

    /// Whether each is ready or failed to sign in.
    public boolean signedIn() {
        return all.stream().allMatch(swarm -> swarm.connected() != null);
    }

    /// Whether each that was cut is back or failed to be.
    public boolean back() {
        return all.stream().allMatch(swarm -> swarm.returned() != null);
    }

    /// Who did not become ready when they signed in.
    public int failed() {
        return all.stream()
                .map(swarm -> {
                    SwarmEvent.Connected connected = swarm.connected();
                    return connected == null ? swarm.config().capacity() : connected.failed();
                })
                .mapToInt(failed -> failed)
                .sum();
    }

    /// Why they did not, or are not back → how many.
    public Map<String, Integer> failures() {
        Map<String, Integer> causes = new TreeMap<>();
        all.forEach(swarm -> swarm.refusals().forEach((why, count) -> causes.merge(why, count, Integer::sum)));
        return causes;
    }

    /// When the last of them became ready; null: none did, or they are not settled.
    public @Nullable Long lastReadyNanos() {
        return latest(all.stream().map(SwarmProcess::connected), SwarmEvent.Connected::lastReadyNs);
    }

    /// How those came back who were cut; a process that did not tell has brought nobody back.
    public SwarmEvent.Returned returned() {
        int silent = all.stream()
                .filter(swarm -> swarm.returned() == null)
                .mapToInt(swarm -> swarm.config().capacity())
                .sum();
        return new SwarmEvent.Returned(
                sum(SwarmEvent.Returned::resumed),
                sum(SwarmEvent.Returned::afresh),
                sum(SwarmEvent.Returned::turnedAway),
                silent + sum(SwarmEvent.Returned::failed),
                latest(all.stream().map(SwarmProcess::returned), SwarmEvent.Returned::lastInNs));
    }

    private int sum(ToIntFunction<SwarmEvent.Returned> of) {
        return all.stream()
                .map(SwarmProcess::returned)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .mapToInt(of)
                .sum();
    }

    private static <T> @Nullable Long latest(Stream<@Nullable T> answers, Function<T, @Nullable Long> of) {
        return answers.filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .map(of)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .max(Long::compare)
                .orElse(null);
    }
}
