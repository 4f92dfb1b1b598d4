package io.guildstorm.scenarios.workload;

import io.guildstorm.scenarios.schedule.Burst;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A guild of fifteen million members, and a channel that a million of them have open: more sessions than a machine has
/// sockets for, so that most are in the server's process, where each reads every byte.
///
/// Three designs are played in turn, the judged one first: relays, one frame a gateway process, and a guild that hands
/// each event to each session.
public record Guild15m() implements Workload {
    /// One round, unless it is told otherwise. Sessions are those with sockets.
    public static final LoadPlan PLAN = new LoadPlan(
            300, 1, Burst.NONE, Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(10), Duration.ZERO);

    public static final LoadPlan QUICK = PLAN.withWarmup(Duration.ofSeconds(3)).withMeasure(Duration.ofSeconds(5));

    public static final int MEMBERS = 15_000_000;

    /// Sessions that hear the guild, those with sockets among them.
    public static final int ONLINE = 1_000_000;

    /// The switch that the sides differ in.
    public static final String SWITCH = "fanout";

    /// Its values, in the order in which they are played.
    public static final List<String> DESIGNS = List.of("relay", "gateway", "direct");

    @Override
    public String name() {
        return "guild-15m";
    }

    @Override
    public String question() {
        return "Does one message reach a million sessions of a guild of 15 million, and what does it cost the guild?";
    }

    @Override
    public String load() {
        return "1 message/s to 1,000,000 sessions, 300 of them with sockets, in a guild of 15,000,000 members; relays,"
                + " one frame a process and direct fan-out in turn";
    }

    @Override
    public List<String> mustHold() {
        return List.of(
                "every delivery once, in order, intact, to sessions with and without sockets",
                "no session loses its part of the fan-out");
    }

    /// One event to fifteen million sessions may take seconds, which is no reason to give its fan-out up.
    @Override
    public Map<String, String> switches() {
        Map<String, String> switches = new HashMap<>(UNLIMITED);
        switches.put("fanout.lag-max", "60s");
        return Map.copyOf(switches);
    }

    @Override
    public int seconds() {
        return 75;
    }

    @Override
    public List<String> next() {
        return List.of(
                "./guildstorm run guild-15m --online 15000000",
                "./guildstorm run guild-sizes",
                "./guildstorm run hot-channel");
    }
}
