package io.guildstorm.scenarios.run.storm;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.series.Window;
import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.hot.Variation;
import io.guildstorm.scenarios.run.load.Swarms;
import io.guildstorm.scenarios.run.load.TestBed;
import io.guildstorm.scenarios.run.machine.Sampler;
import io.guildstorm.scenarios.run.machine.Sampler.Used;
import io.guildstorm.scenarios.swarm.SwarmCommand;
import io.guildstorm.scenarios.workload.HotChannel;
import io.guildstorm.scenarios.workload.IdentifyStorm;
import io.guildstorm.scenarios.workload.LoadPlan;
import io.guildstorm.scenarios.workload.Room;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What is done in one round: when the calm is over, the newcomers sign in, as fast as the server lets them.
///
/// **Owner:** the run's thread.
final class StormVariation implements Variation {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /// So much before the first newcomer is due, the swarms are told.
    private static final long NOTICE_NANOS = SECOND / 5;
    /// Longer than a swarm waits for a session to become ready.
    private static final long PATIENCE_NANOS = 45 * SECOND;

    private final RunContext run;
    private final LoadPlan plan;
    private final Room room;
    private final int newcomers;
    private @Nullable Swarms swarms;
    private long beganNanos;
    private @Nullable Long endedNanos;
    private long judgedToNanos;
    private long judgedFromNanos;
    private @Nullable Used used;
    private @Nullable Used calm;
    private @Nullable Long rssBefore;
    private @Nullable Long rssAfter;
    private int failed;
    private Map<String, Integer> failures = Map.of();

    StormVariation(RunContext run, LoadPlan plan, Room room, int newcomers) {
        this.run = run;
        this.plan = plan;
        this.room = room;
        this.newcomers = newcomers;
    }

    @Override
    public String scenario() {
        return "identify-storm";
    }

    @Override
    public boolean measuresFloor() {
        return false;
    }

    @Override
    public int senders(LoadPlan its) {
        return Variation.NONE.senders(its);
    }

    @Override
    public int textLength() {
        return HotChannel.TEXT_LENGTH;
    }

    @Override
    public int slowReaders() {
        return 0;
    }

    @Override
    public int newcomers() {
        return newcomers;
    }

    @Override
    public void ready(TestBed bed, Swarms its, int firstIdle) {
        its.startNewcomers(bed, plan.sessions(), newcomers, room.sessions());
        swarms = its;
    }

    @Override
    public void begin(long anchorNanos, Window judged) {
        judgedFromNanos = judged.fromNs();
        judgedToNanos = judged.toNs();
        beganNanos = judged.fromNs() + IdentifyStorm.CALM.toNanos();
    }

    @Override
    public void judgedPartBegan() {
        Sampler.Snapshot first = run.sampler().read();
        run.inbox().awaitInstant(beganNanos - NOTICE_NANOS);
        Swarms its = Objects.requireNonNull(swarms, "started before there is load");
        its.storm(IdentifyStorm.DUE_PER_SECOND, beganNanos, IdentifyStorm.IN_FLIGHT);
        run.inbox().awaitInstant(beganNanos);
        Sampler.Snapshot before = run.sampler().read();
        calm = Used.between(first, before);
        rssBefore = run.sampler().rssMost("server");
        run.inbox().await(its::newcomersSettled, System.nanoTime() + PATIENCE_NANOS);
        used = Used.between(before, run.sampler().read());
        rssAfter = run.sampler().rssMost("server");
        endedNanos = its.lastNewcomerReadyNanos();
        failed = its.newcomersFailed();
        failures = new TreeMap<>(its.newcomersFailures());
    }

    @Override
    public void end() {}

    @Override
    public List<SwarmCommand.Phase> phases() {
        Long ended = endedNanos;
        if (ended == null) return List.of();
        return List.of(
                new SwarmCommand.Phase("before", judgedFromNanos, beganNanos),
                new SwarmCommand.Phase("storm", beganNanos, ended),
                new SwarmCommand.Phase("after", ended, judgedToNanos));
    }

    @Override
    public Audit audit() {
        return Audit.NONE;
    }

    @Override
    public Map<String, @Nullable Object> experiment() {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("newcomers", newcomers);
        facts.put("newcomers_failed", failed);
        facts.put("failures", failures);
        facts.put("storm_began_s", (beganNanos - judgedFromNanos) / 1e9);
        facts.put("storm_s", stormSeconds());
        facts.put("storm_server_cpu_s", serverCpuSeconds());
        facts.put("calm_server_cpu_share", calmShare());
        return facts;
    }

    int failed() {
        return failed;
    }

    Map<String, Integer> failures() {
        return failures;
    }

    /// From when the first newcomer was due until the last was ready; null: none was.
    @Nullable
    Double stormSeconds() {
        Long ended = endedNanos;
        return ended == null ? null : (Double) ((ended - beganNanos) / 1e9);
    }

    /// Of the server, in that time; null: not to be read.
    @Nullable
    Double serverCpuSeconds() {
        return used == null ? null : used.of("server");
    }

    /// Cores that the server used before the storm.
    private @Nullable Double calmShare() {
        Double seconds = calm == null ? null : calm.of("server");
        return seconds == null || calm == null ? null : (Double) (seconds / calm.seconds());
    }

    /// By how much the server's resident memory grew; null: not to be read.
    @Nullable
    Long grownBytes() {
        return rssBefore == null || rssAfter == null ? null : (Long) (rssAfter - rssBefore);
    }

    @Override
    public void close() {}
}
