package io.guildstorm.scenarios.run.typing;

import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.sides.Design;
import io.guildstorm.scenarios.schedule.Burst;
import io.guildstorm.scenarios.workload.TypingStorm;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How often those who type say so: what the sides differ in.
enum Pace {
    /// As clients do, and the server limits who says more.
    TYPING(TypingStorm.CLIENT_REPEATS),
    /// Nobody types.
    QUIET(null),
    /// With every key, and nothing limits it.
    EACH_KEY(TypingStorm.KEY);

    private static final String OFF = "off";

    private final @Nullable Duration every;

    Pace(@Nullable Duration every) {
        this.every = every;
    }

    /// Null: nobody types.
    @Nullable
    Duration every() {
        return every;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Pace of(Design side) {
        return Arrays.stream(values())
                .filter(pace -> pace.word().equals(side.name()))
                .findFirst()
                .orElseThrow();
    }

    /// The judged side first.
    /// @param limit what the user set, else the server's default
    static List<Design> sides(String limit) {
        return Arrays.stream(values())
                .map(pace -> new Design(
                        pace.word(), pace == TYPING, Map.of(TypingStorm.SWITCH, pace == EACH_KEY ? OFF : limit)))
                .toList();
    }

    /// @param set what the user set
    /// @throws UsageException there would be no limit to look at
    static void check(Map<String, String> set) {
        String limit = set.get(TypingStorm.SWITCH);
        if (limit == null) return;
        try {
            if (!limit.equals(OFF) && Burst.parse(limit).size() > 0) return;
        } catch (IllegalArgumentException _) {
            // refused below, with the same words
        }
        throw new UsageException(
                "%s cannot be \"%s\": typing-storm plays two sides with it and one without; give N/DURATION, such as 50/5s."
                        .formatted(TypingStorm.SWITCH, limit));
    }

    /// How often one user may type in this time, at most: a window may begin before it and another end behind it.
    static long mostAccepted(Design side, Duration time) {
        Burst limit = Burst.parse(side.settings().getOrDefault(TypingStorm.SWITCH, "none"));
        return limit.size() * (Math.ceilDiv(time.toNanos(), limit.every().toNanos()) + 1);
    }
}
