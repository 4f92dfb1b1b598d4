package io.guildstorm.scenarios.run.hot;

import io.guildstorm.reports.record.Headroom;
import io.guildstorm.reports.series.Window;
import io.guildstorm.scenarios.run.context.StoppedException;
import io.guildstorm.scenarios.run.load.Floor;
import io.guildstorm.scenarios.run.load.GatlingProcess;
import io.guildstorm.scenarios.run.load.TestBed;
import io.guildstorm.scenarios.run.machine.Sampler;
import io.guildstorm.scenarios.run.machine.Sampler.Used;
import io.guildstorm.scenarios.run.server.Flight;
import io.guildstorm.scenarios.run.server.ServerProcess;
import io.guildstorm.scenarios.swarm.SwarmEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// What a run has found out so far. A run that stops early has some of it; the rest stays null, which means unknown.
///
/// **Owner:** the run's thread.
final class Measured {
    final Instant started = Instant.now();
    Floor.@Nullable Figures floor;
    boolean floorFailed;

    @Nullable
    ServerProcess server;

    @Nullable
    GatlingProcess gatling;

    @Nullable
    TestBed bed;
    /// Sessions that the judged part had.
    int online;
    /// Of so many of them one has the guild open; 0: what is said reaches all.
    int openOneIn;
    double serverReadySeconds;
    double connectSeconds;
    /// Of the guild, as the server tells.
    @Nullable
    Long relays;
    /// `io_uring`, `epoll` or `nio`, as the server tells.
    @Nullable
    String transport;
    /// Sends that the schedule asks for in the judged part.
    @Nullable
    Long intended;

    @Nullable
    Long serverRssMost;

    @Nullable
    Long rssBeforeConnect;

    @Nullable
    Long rssAfterConnect;

    @Nullable
    Window window;
    /// At the first intended send of the judged part.
    Sampler.@Nullable Snapshot windowBegan;

    @Nullable
    Used used;

    @Nullable
    Histogram hiccups;

    @Nullable
    Double drainedSeconds;

    @Nullable
    Headroom headroom;

    /// Limit of the tightest target.
    double tightestMs;

    @Nullable
    Flight flight;

    List<SwarmEvent.Result> swarm = List.of();

    @Nullable
    StoppedException stopped;

    /// Remarks for the reader of the record.
    final List<String> notes = new ArrayList<>();

    /// Sessions of the judged part that do not have the guild open.
    int passive() {
        return openOneIn == 0 ? 0 : online - Math.ceilDiv(online, openOneIn);
    }
}
