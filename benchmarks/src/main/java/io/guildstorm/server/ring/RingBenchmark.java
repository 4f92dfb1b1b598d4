package io.guildstorm.server.ring;

import io.guildstorm.benchmarks.Claim;
import io.guildstorm.server.model.hash.SplitMix64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Whose a key is, among 8, 64 and 1,000 owners of equal weight: on a ring, and by the remainder of a division, which
/// moves nearly every key when an owner comes or goes. Claim: a ring finds one of a thousand owners well within a
/// microsecond, so that what a division saves is nothing beside a request. `guildstorm bench Ring`
@Claim("a ring finds one of a thousand owners well within a microsecond, so that what a division saves is nothing "
        + "beside a request")
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class RingBenchmark {
    private static final int MANY = 1_000;

    private long key;

    /// A ring, all of whose owners have the weight 1.
    @State(Scope.Thread)
    public static class Owners {
        @Param({"8", "64", "1000"})
        public int owners;

        private Ring ring = Ring.of(Map.of("only", 1));

        @Setup
        public void place() {
            ring = Ring.of(IntStream.range(0, owners).boxed().collect(Collectors.toMap(i -> "node-" + i, _ -> 1)));
        }
    }

    /// Another key each time, so that no step of the search is foreseen.
    /// @return the owner
    @Benchmark
    public int ring(Owners among) {
        return among.ring.ownerOf(key++);
    }

    /// Among a thousand.
    /// @return the owner
    @Benchmark
    public int modulo() {
        return (int) Long.remainderUnsigned(SplitMix64.mixed(key++), MANY);
    }
}
