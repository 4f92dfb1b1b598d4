package io.guildstorm.server.model;

import io.guildstorm.benchmarks.Claim;
import java.time.Instant;
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

/// The members of a guild: what one of them, a change, and a search cost, by how many they are. Claim: sixty
/// times the members make a change at most three times as dear, and a look-up some ten times, by the caches
/// that it misses. `guildstorm bench Guild15m`
@Claim("sixty times the members make a change at most three times as dear, and a look-up some ten "
        + "times, by the caches that it misses")
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 2, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class Guild15mBenchmark {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<RoleId> ROLES = List.of(new RoleId(1), new RoleId(2), new RoleId(3));
    private static final int PROBES = 1 << 16;

    @Param({"250000", "1000000", "15000000"})
    public int members;

    private Members guild = Members.NONE;
    private final UserId[] present = new UserId[PROBES];
    private final UserId[] absent = new UserId[PROBES];
    private int next;

    @Setup
    public void found() {
        guild = SyntheticMembers.of(7, members, ROLES, NOW);
        int every = members / PROBES;
        int place = 0;
        for (Member member : guild) {
            int probe = place++ / every;
            if (probe < PROBES) {
                // spread over all probes, so that neighbours in time are none in memory
                int at = (int) ((probe * 40_503L) & (PROBES - 1));
                present[at] = member.user().id();
                absent[at] = new UserId(member.user().id().value() + 1);
            }
        }
    }

    private UserId one(UserId[] of) {
        return of[next++ & (PROBES - 1)];
    }

    @Benchmark
    public @Nullable Member lookUp() {
        return guild.get(one(present));
    }

    @Benchmark
    public boolean lookUpAbsent() {
        return guild.contains(one(absent));
    }

    @Benchmark
    public Members changeRoles() {
        var member = guild.get(one(present));
        return guild.with(member == null ? Member.of(MemberText.synthetic(1), NOW) : member.withRoles(ROLES));
    }

    @Benchmark
    public Members join() {
        return guild.with(Member.of(MemberText.synthetic(one(absent).value()), NOW));
    }

    @Benchmark
    public Members leave() {
        return guild.without(one(present));
    }

    /// Nobody is called so: all pages are passed over.
    @Benchmark
    public List<Member> searchInVain() {
        return guild.named("xxxxxxxx", 100).all();
    }

    @Benchmark
    public List<Member> searchOneLetter() {
        return guild.named("b", 100).all();
    }

    @Benchmark
    public Members create() {
        return SyntheticMembers.of(7, members, ROLES, NOW);
    }
}
