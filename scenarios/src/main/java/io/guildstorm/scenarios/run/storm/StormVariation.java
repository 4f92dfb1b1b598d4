package io.guildstorm.scenarios.run.storm;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.series.Window;
import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.hot.Variation;
import io.guildstorm.scenarios.run.load.Newcomers;
import io.guildstorm.scenarios.run.load.Swarms;
import io.guildstorm.scenarios.run.load.TestBed;
import io.guildstorm.scenarios.run.machine.Sampler;
import io.guildstorm.scenarios.run.machine.Sampler.Used;
import io.guildstorm.scenarios.run.server.ServerMeters;
import io.guildstorm.scenarios.swarm.SwarmCommand;
import io.guildstorm.scenarios.swarm.SwarmEvent;
import io.guildstorm.scenarios.workload.HotChannel;
import io.guildstorm.scenarios.workload.IdentifyStorm;
import io.guildstorm.scenarios.workload.LoadPlan;
import io.guildstorm.scenarios.workload.ReconnectStorm;
import io.guildstorm.scenarios.workload.Room;
import io.guildstorm.scenarios.workload.Storm;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What is done in one round: when the calm is over, many come at once, as fast as the server lets them.
///
/// **Owner:** the run's thread.
final class StormVariation implements Variation {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /// So much before the first is due, the swarms are told.
    private static final long NOTICE_NANOS = SECOND / 5;
    /// Longer than a swarm waits for a session to become ready.
    private static final long PATIENCE_NANOS = 45 * SECOND;

    private static final String LOOKUPS = "guildstorm_gateway_session_";

    private final RunContext run;
    private final LoadPlan plan;
    private final Room room;
    private final Storm storm;
    private final int many;
    private final Crowd crowd;
    private @Nullable Newcomers newcomers;
    private long beganNanos;
    private @Nullable Long endedNanos;
    private long judgedToNanos;
    private long judgedFromNanos;
    private @Nullable Used used;
    private @Nullable Used calm;
    private @Nullable Long rssBefore;
    private @Nullable Long rssAfter;
    private Crowd.Outcome outcome = Crowd.Outcome.NONE;
    private @Nullable URI server;
    /// What the server counted of sessions that were looked up, over the storm.
    private Map<String, Long> lookups = Map.of();

    /// @param many how many come
    StormVariation(RunContext run, LoadPlan plan, Room room, Storm storm, int many) {
        this.run = run;
        this.plan = plan;
        this.room = room;
        this.storm = storm;
        this.many = many;
        this.crowd = switch (storm) {
            case IdentifyStorm _ -> new Crowd.SignIns();
            case ReconnectStorm _ -> new Crowd.Returns(StormRun.over(run.request()));
        };
    }

    @Override
    public String scenario() {
        return storm.name();
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
        return many;
    }

    @Override
    public void ready(TestBed bed, Swarms its, int firstIdle) {
        newcomers = its.startNewcomers(bed, plan.sessions(), many, room.sessions());
        crowd.ready(newcomers);
        server = bed.server();
    }

    @Override
    public void begin(long anchorNanos, Window judged) {
        judgedFromNanos = judged.fromNs();
        judgedToNanos = judged.toNs();
        beganNanos = judged.fromNs() + Storm.CALM.toNanos();
    }

    @Override
    public void judgedPartBegan() {
        Sampler.Snapshot first = run.sampler().read();
        run.inbox().awaitInstant(beganNanos - NOTICE_NANOS);
        Newcomers its = Objects.requireNonNull(newcomers, "started before there is load");
        crowd.come(its, beganNanos);
        run.inbox().awaitInstant(beganNanos);
        Sampler.Snapshot before = run.sampler().read();
        calm = Used.between(first, before);
        rssBefore = run.sampler().rssMost("server");
        run.inbox()
                .await(
                        () -> crowd.settled(its),
                        System.nanoTime() + PATIENCE_NANOS + crowd.length().toNanos());
        used = Used.between(before, run.sampler().read());
        rssAfter = run.sampler().rssMost("server");
        outcome = crowd.outcome(its);
        endedNanos = outcome.lastInNanos();
        lookups = readLookups();
    }

    /// Nobody resumes before the storm, so that the server's sums are those of the storm.
    private Map<String, Long> readLookups() {
        if (server == null) return Map.of();
        try (ServerMeters its = new ServerMeters(server)) {
            return its.named(LOOKUPS);
        }
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
        facts.put("many", many);
        facts.put("failed", outcome.failed());
        facts.put("failures", new TreeMap<>(outcome.failures()));
        SwarmEvent.Returned returned = outcome.returned();
        if (returned != null) {
            facts.put("resumed", returned.resumed());
            facts.put("afresh", returned.afresh());
            facts.put("turned_away", returned.turnedAway());
        }
        facts.put("storm_began_s", (beganNanos - judgedFromNanos) / 1e9);
        facts.put("storm_s", stormSeconds());
        facts.put("storm_server_cpu_s", serverCpuSeconds());
        facts.put("calm_server_cpu_share", calmShare());
        return facts;
    }

    Crowd.Outcome outcome() {
        return outcome;
    }

    /// From when the first was due or cut until the last was ready; null: none was.
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

    /// Of sessions by their ids.
    long lookups() {
        return lookups.getOrDefault("lookups_sessions", 0L);
    }

    /// Of them at another event loop than that of the new connection.
    long lookupsElsewhere() {
        return lookups.getOrDefault("lookups_elsewhere_sessions", 0L);
    }

    @Override
    public void close() {}
}
