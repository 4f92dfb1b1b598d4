package io.guildstorm.scenarios.workload;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Everybody's status changes at once: all connect, a fifth flickers, a fifth is cut, half of whom come back. What the
/// naive design tells against what ours tells, and whether anybody ends with a wrong status.
///
/// Both sides are played, one after the other: one that tells every session in every guild that it shares with a user,
/// at once ([#NAIVE]), and the server's defaults, one of whose presence servers is killed in the middle of it.
/// Heartbeats and the grace for those who were cut
/// are
/// shorter than in earnest, or a round would last minutes.
public record PresenceStorm() implements Workload {
    /// Users with sockets, unless it is told otherwise.
    public static final int USERS = 600;

    /// Users online, unless it is told otherwise: those with sockets, and behind their storm the rest without.
    public static final int ONLINE = 1_000_000;

    public static final int QUICK_ONLINE = 100_000;

    /// Beyond this a presence server's actor is given more messages than a heap of a test machine holds.
    public static final int MOST_ONLINE = 1_000_000;

    /// A naive server is through with so few at once.
    public static final int QUICK_USERS = 200;

    /// Fewer than this is no storm.
    public static final int FEWEST = 50;

    public static final int GUILDS = 40;

    public static final int GUILDS_PER_USER = 6;

    /// Users whom a client shows.
    public static final int SHOWN = 50;

    /// A guild has at least so many members, who need not all be in the storm: of one with no more than 50, the
    /// `large_threshold` of a client that says none, all members would count as shown.
    public static final int LEAST_MEMBERS = 80;

    /// Everybody sends one so often.
    public static final Duration HEARTBEAT = Duration.ofSeconds(2);

    /// How long the judged side keeps a user after the last heartbeat.
    public static final Duration GRACE = Duration.ofSeconds(6);

    public static final String HEARTBEAT_INTERVAL = "gateway.heartbeat-interval";

    public static final String SUBSCRIPTIONS = "presence.subscriptions";

    public static final String LAZY = "presence.lazy";

    public static final String DEBOUNCE = "presence.debounce";

    public static final String BATCH = "presence.batch";

    public static final String TTL = "presence.ttl";

    /// Without a time to live there can be none.
    private static final String BACKUP = "presence.backup";

    /// Where nothing hangs on heartbeats they are as rare as in earnest: a server that has more to tell than it can
    /// would
    /// else take sockets for dead whose heartbeats it had no time to read.
    private static final String USUAL_HEARTBEAT = "41250ms";

    /// All that is done against a storm, not done.
    public static final Map<String, String> NAIVE = Map.of(
            SUBSCRIPTIONS,
            "off",
            LAZY,
            "off",
            DEBOUNCE,
            "off",
            BATCH,
            "off",
            TTL,
            "off",
            BACKUP,
            "none",
            HEARTBEAT_INTERVAL,
            USUAL_HEARTBEAT);

    @Override
    public String name() {
        return "presence-storm";
    }

    @Override
    public String question() {
        return "How many events does a presence storm take, and is anybody wrong after it?";
    }

    @Override
    public String load() {
        return "600 users in 6 of 40 guilds connect, a fifth changes status 10 times in 3 s, twice, a fifth is cut;"
                + " naive, then optimised, where a presence server is killed amid it; then a million without sockets";
    }

    @Override
    public List<String> mustHold() {
        return List.of(
                "at rest every status that a client shows is true",
                "p99 from a change that stood until it is told within debounce, window and 1 s",
                "of those without sockets the same, with 100,000 changes a second",
                "nobody is seen longer than ttl, debounce, window and 2 s after they have gone");
    }

    @Override
    public Map<String, String> switches() {
        Map<String, String> switches = new LinkedHashMap<>(UNLIMITED);
        switches.put(HEARTBEAT_INTERVAL, HEARTBEAT.toSeconds() + "s");
        switches.put(TTL, GRACE.toSeconds() + "s");
        return switches;
    }

    @Override
    public int seconds() {
        return 85;
    }

    @Override
    public List<String> next() {
        return List.of("./guildstorm run presence-storm --sessions 300", "./guildstorm run hot-channel");
    }
}
