package io.guildstorm.scenarios.run.typing;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.series.Window;
import io.guildstorm.scenarios.run.hot.Variation;
import io.guildstorm.scenarios.run.load.Swarms;
import io.guildstorm.scenarios.run.load.TestBed;
import io.guildstorm.scenarios.run.server.UserApi;
import io.guildstorm.scenarios.schedule.Typists;
import io.guildstorm.scenarios.swarm.SwarmCommand;
import io.guildstorm.scenarios.workload.LoadPlan;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is done in one round: some members lose the sight of the channel, some hide, and then many type until the last
/// message was due. When all of it has come the channel's history is read.
///
/// **Owner:** the run's thread.
final class TypingVariation implements Variation {
    /// The channel denies VIEW_CHANNEL to the member.
    private static final String DENY_MEMBER = "{\"type\":1,\"allow\":\"0\",\"deny\":\"" + (1 << 10) + "\"}";

    private final Pace pace;
    private final Cast cast;
    private final Set<Long> hiding = new HashSet<>();
    private long hasty;
    private @Nullable TestBed bed;
    private @Nullable HidingDevices devices;
    private @Nullable History history;

    TypingVariation(Pace pace, LoadPlan plan) {
        this.pace = pace;
        this.cast = Cast.of(plan);
    }

    @Override
    public String scenario() {
        return "typing-storm";
    }

    @Override
    public boolean measuresFloor() {
        return false;
    }

    @Override
    public int senders(LoadPlan plan) {
        return cast.senders();
    }

    @Override
    public Map<String, String> users(LoadPlan plan) {
        return Map.of("typing", Typists.text(cast.typing(pace)));
    }

    @Override
    public boolean hearsTyping() {
        return true;
    }

    /// The server's CPU is spent on typing as well.
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
    public void ready(TestBed with, Swarms swarms, int firstIdle) {
        bed = with;
        cast.hiding().forEach(place -> hiding.add(Long.parseLong(with.userId(place))));
        hasty = Long.parseLong(with.userId(cast.hasty()));
        swarms.say(new SwarmCommand.WatchTyping(hiding));
        blind(with, swarms);
        HidingDevices invisible = new HidingDevices(with.server());
        devices = invisible;
        invisible.hide(cast.hiding().stream().map(with::token).toList());
    }

    private void blind(TestBed with, Swarms swarms) {
        try (UserApi api = new UserApi(with.server())) {
            for (int place : cast.blind()) {
                String path = "/channels/" + with.channel() + "/permissions/" + with.userId(place);
                long begun = System.nanoTime();
                api.insist("PUT", path, DENY_MEMBER, with.ownerToken());
                swarms.taken(new SwarmCommand.Taken(place, begun, System.nanoTime()));
            }
        }
    }

    @Override
    public void begin(long anchorNanos, Window judged) {}

    @Override
    public void end() {}

    @Override
    public void drained() {
        history = History.read(Objects.requireNonNull(bed, "made before there is load"));
    }

    @Override
    public Audit audit() {
        return Audit.NONE;
    }

    @Override
    public Map<String, @Nullable Object> experiment() {
        return Map.of("typing", Typists.text(cast.typing(pace)));
    }

    /// How many type.
    long typists() {
        return cast.all(pace);
    }

    /// Ids of users of whose typing nobody may be told.
    Set<Long> hiding() {
        return Set.copyOf(hiding);
    }

    /// Of the one who tells more than anybody can type; 0: the round did not come so far.
    long hasty() {
        return hasty;
    }

    /// Null: the round did not come so far.
    @Nullable
    History history() {
        return history;
    }

    @Override
    public void close() {
        if (devices != null) devices.close();
    }
}
