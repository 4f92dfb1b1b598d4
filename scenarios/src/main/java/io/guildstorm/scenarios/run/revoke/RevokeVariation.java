package io.guildstorm.scenarios.run.revoke;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.series.Window;
import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.exit.EnvironmentException;
import io.guildstorm.scenarios.run.hot.Variation;
import io.guildstorm.scenarios.run.load.Swarms;
import io.guildstorm.scenarios.run.load.TestBed;
import io.guildstorm.scenarios.swarm.SwarmCommand;
import io.guildstorm.scenarios.workload.LoadPlan;
import io.guildstorm.scenarios.workload.PermissionRevoke;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What is done in one round: the owner takes the channel from readers in the middle of bursts, and each of those
/// readers asks the server for a mark in its stream when the call has returned.
///
/// **Owner:** the run's thread.
final class RevokeVariation implements Variation {
    private static final int SENDERS = 40;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(40);

    private final RunContext run;
    private final LoadPlan plan;
    private @Nullable Owner owner;
    private int firstIdle;

    RevokeVariation(RunContext run, LoadPlan plan) {
        this.run = run;
        this.plan = plan;
    }

    @Override
    public String scenario() {
        return "permission-revoke";
    }

    @Override
    public boolean measuresFloor() {
        return false;
    }

    @Override
    public int senders(LoadPlan load) {
        return Math.clamp(load.sessions() / 3, 1, SENDERS);
    }

    @Override
    public int textLength() {
        return Variation.NONE.textLength();
    }

    @Override
    public int slowReaders() {
        return 0;
    }

    @Override
    public void ready(TestBed bed, Swarms swarms, int first) {
        firstIdle = first;
        try {
            owner = new Owner(
                    bed,
                    Files.readAllLines(bed.tokens()),
                    Files.readAllLines(bed.userIds()),
                    // the mark must be asked for at once, so not by way of the run's inbox
                    call -> swarms.taken(
                            new SwarmCommand.Taken(call.session(), call.begunNanos(), call.answeredNanos())));
        } catch (IOException e) {
            throw new EnvironmentException("cannot read " + bed.tokens() + ": " + e.getMessage(), e);
        }
        owner.prepare();
    }

    @Override
    public void begin(long anchorNanos, Window judged) {
        Waves waves = Waves.of(
                judged.fromNs(),
                judged.toNs(),
                plan.burst(),
                firstIdle,
                plan.sessions(),
                PermissionRevoke.CALLS_PER_BURST,
                new Random(run.request().seed()));
        Objects.requireNonNull(owner, "made before there is load").begin(waves);
    }

    @Override
    public void end() {
        Owner calling = Objects.requireNonNull(owner, "made before there is load");
        run.inbox().await(calling::over, System.nanoTime() + PATIENCE_NANOS);
    }

    /// Reads that showed the channel after the call.
    @Override
    public Audit audit() {
        long shown = calls().stream().filter(Revocation::readable).count();
        return new Audit(0, 0, 0, 0, 0, 0, 0, 0, shown, 0);
    }

    @Override
    public Map<String, @Nullable Object> experiment() {
        return Map.of("calls", (Object) calls().size());
    }

    /// All that were made.
    List<Revocation> calls() {
        return owner == null ? List.of() : owner.done();
    }

    @Override
    public void close() {
        if (owner != null) owner.close();
    }
}
