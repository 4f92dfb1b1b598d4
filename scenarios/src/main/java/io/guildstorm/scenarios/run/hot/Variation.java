package io.guildstorm.scenarios.run.hot;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.series.Window;
import io.guildstorm.scenarios.run.load.Swarms;
import io.guildstorm.scenarios.run.load.TestBed;
import io.guildstorm.scenarios.swarm.SwarmCommand;
import io.guildstorm.scenarios.workload.HotChannel;
import io.guildstorm.scenarios.workload.LoadPlan;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a scenario does beside the load of `hot-channel`, whose phases it shares, and how that load differs.
///
/// Called on the run's thread, [#ready], [#begin] and [#end] once each, in this order; a run that stops early leaves
/// the later ones out. [#audit] and [#experiment] are asked for when all processes have ended.
public interface Variation extends AutoCloseable {
    /// The scenario's name, as typed.
    String scenario();

    /// The active users, as Gatling knows them: a simulation's simple name.
    default String simulation() {
        return "HotChannelSimulation";
    }

    /// Whether the bare socket write is measured first.
    boolean measuresFloor();

    /// Users that send in turn. They are the first members of the guild.
    int senders(LoadPlan plan);

    /// Characters of a message.
    int textLength();

    /// Members of the guild that can sign in; more than sessions where some only send.
    default int members(LoadPlan plan) {
        return plan.sessions() + newcomers();
    }

    /// Further settings of the active users, without their prefix `gs.`.
    default Map<String, String> users(LoadPlan plan) {
        return Map.of();
    }

    /// Members of the guild who never sign in, beside those who do.
    default int synthetic() {
        return 0;
    }

    /// Whether what is said mentions everyone, so that it is due to who does not have the guild open as well.
    default boolean toEveryone() {
        return false;
    }

    /// Whether sessions ask to be told who types.
    default boolean hearsTyping() {
        return false;
    }

    /// Whether every delivery is timed; else the server's CPU is not that of timed deliveries alone, and no cost is
    /// told
    /// for each.
    default boolean timesAll() {
        return true;
    }

    /// So many of the last sessions stop reading once they are ready.
    int slowReaders();

    /// Members who come when the judged part has begun; they stand behind all others.
    default int newcomers() {
        return 0;
    }

    /// Everybody is connected, and nothing is due yet.
    /// @param firstIdle the first member who only listens; session n is that of member n
    void ready(TestBed bed, Swarms swarms, int firstIdle);

    /// Sends are about to fall due.
    /// @param anchorNanos when the first of them is
    /// @param judged the part that counts
    void begin(long anchorNanos, Window judged);

    /// The judged part has begun; sends go on. It may return after its end.
    default void judgedPartBegan() {}

    /// Parts of the judged part whose deliveries are told apart; none: they are not.
    default List<SwarmCommand.Phase> phases() {
        return List.of();
    }

    /// The last send was due. It returns when what it began is over.
    void end();

    /// What real sessions were due has come, or will not. The server still runs.
    default void drained() {}

    /// What sessions without sockets came to; null: there were none.
    default @Nullable InProcess inProcess() {
        return null;
    }

    /// Faults that it found by itself; they are added to those that the sessions found.
    Audit audit();

    /// What it adds to `experiment` in the record.
    Map<String, @Nullable Object> experiment();

    /// Ends whatever it still does.
    @Override
    void close();

    /// `hot-channel` itself.
    Variation NONE = new Variation() {
        @Override
        public String scenario() {
            return "hot-channel";
        }

        @Override
        public boolean measuresFloor() {
            return true;
        }

        @Override
        public int senders(LoadPlan plan) {
            int enough =
                    (int) Math.ceil(plan.ratePerSecond() * 10) + plan.burst().size() + 20;
            return Math.clamp(enough, 1, 2_000);
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
        public void ready(TestBed bed, Swarms swarms, int firstIdle) {}

        @Override
        public void begin(long anchorNanos, Window judged) {}

        @Override
        public void end() {}

        @Override
        public void close() {}

        @Override
        public Audit audit() {
            return Audit.NONE;
        }

        @Override
        public Map<String, @Nullable Object> experiment() {
            return Map.of();
        }
    };
}
