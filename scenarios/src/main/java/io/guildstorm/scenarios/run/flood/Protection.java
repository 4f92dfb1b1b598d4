package io.guildstorm.scenarios.run.flood;

import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.sides.Design;
import io.guildstorm.scenarios.schedule.Burst;
import io.guildstorm.scenarios.workload.FloodingSender;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What stands against the flood, one side each. On every side the limits of an address are off: all users of a run
/// share one, so that it would be the polite ones who paid for the refusals.
final class Protection {
    static final String RATE_LIMIT = "rate-limit";
    static final String SLOW_MODE = "slow-mode";
    static final String NONE = "unprotected";
    static final int SIDES = 3;

    private static final String SEND_LIMIT = "access.send-limit";
    private static final String OFF = "off";

    private Protection() {}

    /// @throws UsageException there would be no limit to look at
    static void check(Map<String, String> set) {
        String limit = set.get(SEND_LIMIT);
        if (limit == null) return;
        try {
            if (!limit.equals(OFF) && Burst.parse(limit).size() > 0) return;
        } catch (IllegalArgumentException _) {
            // refused below, with the same words
        }
        throw new UsageException(
                "%s cannot be \"%s\": flooding-sender plays a side with it and two without; give N/DURATION, such as 5/5s."
                        .formatted(SEND_LIMIT, limit));
    }

    /// @param set what the user set, which the side with the limits takes
    /// @param usual value that a switch has otherwise
    static List<Design> sides(Map<String, String> set, UnaryOperator<String> usual) {
        Map<String, String> on = new TreeMap<>();
        Map<String, String> off = new TreeMap<>();
        for (String limit : FloodingSender.LIMITS) {
            String given = set.get(limit);
            on.put(limit, given == null ? usual.apply(limit) : given);
            off.put(limit, OFF);
        }
        return List.of(
                new Design(RATE_LIMIT, true, on), new Design(SLOW_MODE, false, off), new Design(NONE, false, off));
    }

    /// Of the channel; 0: none.
    static int slowModeSeconds(Design side) {
        return side.name().equals(SLOW_MODE) ? FloodingSender.SLOW_MODE_SECONDS : 0;
    }

    /// How many sends of one user a side lets through in this time, at most: a window may begin before it and another
    /// end behind it.
    static long mostAccepted(Design side, Duration time) {
        Burst limit = side.name().equals(SLOW_MODE)
                ? new Burst(1, Duration.ofSeconds(FloodingSender.SLOW_MODE_SECONDS))
                : Burst.parse(side.settings().getOrDefault(SEND_LIMIT, "none"));
        return limit.size() * (Math.ceilDiv(time.toNanos(), limit.every().toNanos()) + 1);
    }
}
