package io.guildstorm.server.memberlist;

import io.guildstorm.benchmarks.Claim;
import io.guildstorm.benchmarks.Yardstick;
import io.guildstorm.server.model.hash.SplitMix64;
import io.guildstorm.server.model.members.SyntheticMember;
import java.util.concurrent.TimeUnit;
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

/// The list of who is online, by name: what a member who comes or goes costs, one who is renamed, and a hundred rows
/// from anywhere. Claim: a change takes about a microsecond with a million online, its place in the list included, and
/// a hundred rows take less. `guildstorm bench MemberList`
@Claim("a change takes about a microsecond with a million online, its place in the list included, and a hundred rows "
        + "take less")
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class MemberListBenchmark {
    private static final int PROBES = 1 << 16;
    private static final int ROWS = 100;

    private static final String SOURCE = "Discord, Using Rust to Scale Elixir for 11 Million Concurrent Users, 2019";
    private static final String APART =
            "Theirs is an insertion, and reports its place; ours is one or a removal, as often the one as the other.";

    @Param({"250000", "1000000"})
    public int online;

    private String[] names = {};
    private RankTree tree = new RankTree(id -> names[(int) id]);
    private final Ranked[] comers = new Ranked[PROBES];
    private final Ranked[][] renamed = new Ranked[PROBES][2];
    private final long[] rows = new long[ROWS];
    private int next;

    @Setup
    public void fill() {
        names = new String[online + PROBES];
        var entries = new Entries(online);
        for (int id = 0; id < names.length; id++) {
            names[id] = SyntheticMember.name(SplitMix64.mixed(id));
        }
        for (int id = 0; id < online; id++) {
            entries.add(Ranked.of(0, names[id], id));
        }
        for (int probe = 0; probe < PROBES; probe++) {
            comers[probe] = Ranked.of(0, names[online + probe], online + probe);
            int id = (int) Long.remainderUnsigned(SplitMix64.mixed(probe), online / PROBES) + probe * (online / PROBES);
            renamed[probe][0] = Ranked.of(0, names[id], id);
            renamed[probe][1] = Ranked.of(0, SyntheticMember.name(SplitMix64.mixed(-1L - id)), id);
        }
        tree = RankTree.of(entries, id -> names[(int) id], (_, _) -> {});
    }

    /// First some come, one after the other, then they go.
    /// @return the place
    @Benchmark
    @Yardstick(
            value = "Elixir, OrderedSet of 250,000: one insertion",
            fromMicros = 4,
            toMicros = 640,
            source = SOURCE,
            apart = APART)
    @Yardstick(
            value = "Rust, SortedSet of 5,000 to 1,000,000: one insertion",
            fromMicros = 0.61,
            toMicros = 3.68,
            source = SOURCE,
            apart = APART)
    public int insertOrRemove() {
        int step = next++;
        var entry = comers[step & (PROBES - 1)];
        return (step & PROBES) == 0 ? tree.insert(entry) : tree.remove(entry);
    }

    /// Each of some gets another name, then its own again.
    /// @return the place that it had, and the one that it has
    @Benchmark
    public long rename() {
        int step = next++;
        var both = renamed[step & (PROBES - 1)];
        int old = (step & PROBES) == 0 ? 0 : 1;
        int before = tree.remove(both[old]);
        var now = both[1 - old];
        names[(int) now.id()] = now.name();
        return ((long) before << Integer.SIZE) | Integer.toUnsignedLong(tree.insert(now));
    }

    /// @return the last of them
    @Benchmark
    public long rows() {
        int from = (int) Long.remainderUnsigned(SplitMix64.mixed(next++), tree.size() - ROWS);
        return rows[tree.read(from, ROWS, rows) - 1];
    }
}
