package io.guildstorm.scenarios.run.flood;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.series.Window;
import io.guildstorm.scenarios.run.hot.Variation;
import io.guildstorm.scenarios.run.load.Swarms;
import io.guildstorm.scenarios.run.load.TestBed;
import io.guildstorm.scenarios.run.server.UserApi;
import io.guildstorm.scenarios.swarm.SwarmCommand;
import io.guildstorm.scenarios.workload.FloodingSender;
import io.guildstorm.scenarios.workload.LoadPlan;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is done in one round: a member behind those who are otherwise active floods the channel, perhaps in slow mode.
///
/// **Owner:** the run's thread.
final class FloodVariation implements Variation {
    /// Who reads, types or holds a socket besides, and the one who floods.
    private static final int MEMBERS_BESIDES = 20;

    private final int slowModeSeconds;
    private long flooder;
    private @Nullable Window judged;

    /// @param slowModeSeconds of the channel; 0: none
    FloodVariation(int slowModeSeconds) {
        this.slowModeSeconds = slowModeSeconds;
    }

    @Override
    public String scenario() {
        return "flooding-sender";
    }

    @Override
    public boolean measuresFloor() {
        return false;
    }

    @Override
    public int senders(LoadPlan plan) {
        return FloodingSender.SENDERS;
    }

    @Override
    public int members(LoadPlan plan) {
        return Math.max(plan.sessions(), FloodingSender.SENDERS + MEMBERS_BESIDES);
    }

    @Override
    public Map<String, String> users(LoadPlan plan) {
        return Map.of("flood-rate", Double.toString(plan.ratePerSecond() * FloodingSender.TIMES));
    }

    @Override
    public boolean timesAll() {
        return false;
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
    public void ready(TestBed bed, Swarms swarms, int firstIdle) {
        String id = bed.userId(firstIdle);
        flooder = Long.parseLong(id);
        swarms.say(new SwarmCommand.Untimed(flooder));
        if (slowModeSeconds == 0) return;
        try (UserApi api = new UserApi(bed.server())) {
            String body = "{\"rate_limit_per_user\":" + slowModeSeconds + "}";
            var _ = api.insist("PATCH", "/channels/" + bed.channel(), body, bed.ownerToken());
        }
    }

    @Override
    public void begin(long anchorNanos, Window window) {
        judged = window;
    }

    @Override
    public void end() {}

    @Override
    public Audit audit() {
        return Audit.NONE;
    }

    @Override
    public Map<String, @Nullable Object> experiment() {
        return Map.of("slow_mode_s", (Object) slowModeSeconds, "flooder", (Object) Long.toString(flooder));
    }

    /// User id of the one who floods.
    long flooder() {
        return flooder;
    }

    /// Null: the round did not come so far.
    @Nullable
    Window judged() {
        return judged;
    }

    @Override
    public void close() {}
}
