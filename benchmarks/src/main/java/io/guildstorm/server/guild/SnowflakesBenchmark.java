package io.guildstorm.server.guild;

import io.guildstorm.benchmarks.Claim;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// What an id costs, with the real clock: alone, and with two threads that ask at once. Claim: an id costs some
/// tens of nanoseconds, and two threads that ask at once do not wait for each other. `guildstorm bench Snowflakes`
@Claim("an id costs some tens of nanoseconds, and two threads that ask at once do not wait for each other")
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class SnowflakesBenchmark {
    private final Snowflakes ids = new Snowflakes(new WorkerId(7), InstantSource.system(), back -> {});

    @Benchmark
    public long next() {
        return ids.next();
    }

    @Benchmark
    @Threads(2)
    public long nextOfTwoThreads() {
        return ids.next();
    }
}
