package io.guildstorm.scenarios.check;

import io.guildstorm.benchmarks.Claim;
import io.guildstorm.benchmarks.Each;
import io.guildstorm.scenarios.check.Sighting.Seen;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/// What it costs the swarm to check a delivery: that each byte of the text is as it was sent, once for each text,
/// and that the message came once and in order, for each session. Claim: a delivery is judged in tens of
/// nanoseconds, so that the audit is a small part of what a receiver does. `guildstorm bench Audit`
@Claim("a delivery is judged in tens of nanoseconds, so that the audit is a small part of what a receiver does")
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class AuditBenchmark {
    private static final int MESSAGES = 1 << 10;
    private static final long FIRST_ID = 1_000_000_000_000_000_004L;

    private int next;

    @Benchmark
    public MarkedText.@Nullable Mark verify(Texts texts) {
        return MarkedText.verify(texts.bytes[next++ & (MESSAGES - 1)]);
    }

    /// One message comes to each session; after a thousand they begin anew.
    /// @return for how many it was the first time
    @Benchmark
    @Each(value = "session", param = "sessions")
    public int judge(Audience audience) {
        return audience.gets(next++ & (MESSAGES - 1));
    }

    /// Texts of measured messages.
    @State(Scope.Thread)
    public static class Texts {
        /// Characters.
        @Param({"120", "2000"})
        public int text;

        private final byte[][] bytes = new byte[MESSAGES][];

        @Setup
        public void compose() {
            for (int i = 0; i < MESSAGES; i++) {
                bytes[i] = MarkedText.create(i, 0, text).getBytes(StandardCharsets.US_ASCII);
            }
        }
    }

    /// Sessions of one loop.
    @State(Scope.Thread)
    public static class Audience {
        @Param("1000")
        public int sessions;

        private final Ledger ledger = new Ledger();
        private final List<Sighting> sightings = new ArrayList<>();
        private final List<SessionAudit> audits = new ArrayList<>();

        @Setup
        public void sight() {
            for (int i = 0; i < MESSAGES; i++) {
                sightings.add(ledger.sighting(Seen.create(i, FIRST_ID + i, 1, 0)));
            }
        }

        private int gets(int message) {
            if (message == 0) {
                audits.clear();
                for (int i = 0; i < sessions; i++) {
                    audits.add(new SessionAudit(i));
                }
            }
            var sighting = sightings.get(message);
            int first = 0;
            for (SessionAudit audit : audits) {
                first += audit.create(sighting, ledger) ? 1 : 0;
            }
            return first;
        }
    }
}
