package io.guildstorm.scenarios.run.slow;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.series.Window;
import io.guildstorm.scenarios.run.hot.Variation;
import io.guildstorm.scenarios.run.load.Swarms;
import io.guildstorm.scenarios.run.load.TestBed;
import io.guildstorm.scenarios.run.server.ServerMeters;
import io.guildstorm.scenarios.swarm.SwarmCommand;
import io.guildstorm.scenarios.workload.LoadPlan;
import io.guildstorm.scenarios.workload.SlowConsumers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// What is done in one round: the last sessions stop reading. When the server has closed all of them some read
/// again, so that they see how it said so: it waits two seconds for that.
///
/// **Owner:** the run's thread; a virtual thread of its own watches the server.
final class SlowVariation implements Variation {
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /// So many read again: more would keep the swarm from reading for the others.
    private static final int WITNESSES = 10;

    private final int slow;
    private @Nullable ServerMeters meters;
    private @Nullable Thread watch;
    private volatile @Nullable Long closed;

    SlowVariation(LoadPlan plan) {
        slow = SlowConsumers.slowOf(plan.sessions());
    }

    @Override
    public String scenario() {
        return "slow-consumers";
    }

    @Override
    public boolean measuresFloor() {
        return false;
    }

    @Override
    public int senders(LoadPlan plan) {
        return Variation.NONE.senders(plan);
    }

    @Override
    public int textLength() {
        return SlowConsumers.TEXT_LENGTH;
    }

    @Override
    public int slowReaders() {
        return slow;
    }

    @Override
    public void ready(TestBed bed, Swarms swarms, int firstIdle) {
        ServerMeters asked = new ServerMeters(bed.server());
        meters = asked;
        watch = Thread.ofVirtual().name("closes").start(() -> watch(asked, swarms));
    }

    private void watch(ServerMeters asked, Swarms swarms) {
        while (!Thread.currentThread().isInterrupted()) {
            Long now = asked.closedAsSlow();
            if (now != null) closed = now;
            if (now != null && now >= slow) {
                swarms.say(new SwarmCommand.ReadAgain(WITNESSES));
                return;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    @Override
    public void begin(long anchorNanos, Window judged) {}

    @Override
    public void end() {
        Objects.requireNonNull(watch, "started before there is load").interrupt();
        Long now = Objects.requireNonNull(meters, "made before there is load").closedAsSlow();
        if (now != null) closed = now;
    }

    @Override
    public Audit audit() {
        return Audit.NONE;
    }

    @Override
    public Map<String, @Nullable Object> experiment() {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("slow", slow);
        facts.put("closed_as_slow", closed);
        return facts;
    }

    /// Sessions that stopped reading.
    int slow() {
        return slow;
    }

    /// Of them, those that the server closed for it; null: it did not say.
    @Nullable
    Long closed() {
        return closed;
    }

    @Override
    public void close() {
        if (watch != null) watch.interrupt();
        if (meters != null) meters.close();
    }
}
