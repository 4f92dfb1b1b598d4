package io.guildstorm.scenarios.workload;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The storm of [PresenceStorm] with our design alone, whose clients show 50 users, then 500, then 5,000: what presence
/// costs grows with what people see.
///
/// Whoever is shown has a socket and plays its part, or there would be nothing to tell of it; so there are more users
/// than in [PresenceStorm], and few whose clients show anybody.
public record PresenceVisible() implements Workload {
    /// So that a client can show the most of [#VISIBLE], all of whom have sockets.
    public static final int USERS = 5_600;

    public static final int QUICK_USERS = 1_200;

    /// Users whose clients show others; what the others are told is nothing.
    public static final int WATCHERS = 40;

    /// Users whom a client shows, a round each, unless it is told otherwise.
    public static final List<Integer> VISIBLE = List.of(50, 500, 5_000);

    /// Of so many sessions, which all beat, fewer than in [PresenceStorm]: where a machine is busy for three seconds,
    /// as
    /// when 40 clients ask for 5,000 users each, none is to be closed for that.
    public static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /// How long a user is kept after the last of them.
    public static final Duration GRACE = Duration.ofSeconds(12);

    /// The switch that each round sets to fit.
    public static final String SWITCH = "presence.visible";

    @Override
    public String name() {
        return "presence-visible";
    }

    @Override
    public String question() {
        return "How does what presence costs grow with the users that a client shows?";
    }

    @Override
    public String load() {
        return "the storm of presence-storm with 5,600 users with sockets, 40 of whose clients show 50 others, then 500, then"
                + " 5,000";
    }

    @Override
    public List<String> mustHold() {
        return List.of(
                "at rest every status that a client shows is true, in every round",
                "p99 from a change that stood until it is told within debounce, window and 1 s, where most are shown",
                "nobody is seen there longer than ttl, debounce, window and 2 s after they have gone");
    }

    @Override
    public Map<String, String> switches() {
        Map<String, String> switches = new LinkedHashMap<>(UNLIMITED);
        switches.put(PresenceStorm.HEARTBEAT_INTERVAL, HEARTBEAT.toSeconds() + "s");
        switches.put(PresenceStorm.TTL, GRACE.toSeconds() + "s");
        return switches;
    }

    @Override
    public int seconds() {
        return 120;
    }

    @Override
    public List<String> next() {
        return List.of(
                "./guildstorm run presence-visible --visible 100,1000 --sessions 1500",
                "./guildstorm run presence-storm");
    }
}
