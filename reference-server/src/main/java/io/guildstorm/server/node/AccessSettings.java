package io.guildstorm.server.node;

import io.guildstorm.server.access.IdentifyLimits;
import io.guildstorm.server.access.Origins;
import io.guildstorm.server.access.RateLimit;
import io.guildstorm.server.access.RequestLimits;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the switches `access.*` say. Each can be `off`.
/// @param tokenTtl null: tokens count for ever
record AccessSettings(
        RequestLimits.Settings requests,
        IdentifyLimits.Settings identifies,
        @Nullable Duration tokenTtl,
        Origins origins) {
    private static final String OFF = "off";

    /// @throws RefusedStart one of them is not of its form
    static AccessSettings of(Switches switches) {
        return new AccessSettings(
                new RequestLimits.Settings(
                        rate(switches, "access.send-limit"),
                        rate(switches, "access.route-limit"),
                        rate(switches, "access.global-limit"),
                        rate(switches, "access.invalid-limit")),
                new IdentifyLimits.Settings(
                        rate(switches, "access.identify-limit"),
                        count(switches, "access.identify-concurrency"),
                        count(switches, "access.shard-guilds")),
                duration(switches.one("access.token-ttl"), switches.text("access.token-ttl")),
                origins(switches.one("access.origins"), switches.text("access.origins")));
    }

    private static @Nullable RateLimit rate(Switches switches, String name) {
        return rate(switches.one(name), switches.text(name));
    }

    private static int count(Switches switches, String name) {
        return count(switches.one(name), switches.text(name));
    }

    /// @throws RefusedStart `value` is not of the form that the switch takes
    static void check(Switch one, String value) {
        switch (one.name()) {
            case "access.identify-concurrency", "access.shard-guilds" -> count(one, value);
            case "access.token-ttl" -> duration(one, value);
            case "access.origins" -> origins(one, value);
            default -> rate(one, value);
        }
    }

    /// @return null: off
    private static @Nullable RateLimit rate(Switch one, String value) {
        if (value.equals(OFF)) {
            return null;
        }
        String[] parts = value.split("/", -1);
        var window = parts.length == 2 ? Switch.duration(parts[1]) : Optional.<Duration>empty();
        if (window.isEmpty() || window.get().isZero() || !parts[0].matches("[1-9]\\d{0,8}")) {
            throw refused(one, value);
        }
        return new RateLimit(Integer.parseInt(parts[0]), window.get());
    }

    /// @return 0: off
    private static int count(Switch one, String value) {
        if (value.equals(OFF)) {
            return 0;
        }
        if (!value.matches("[1-9]\\d{0,5}")) {
            throw refused(one, value);
        }
        return Integer.parseInt(value);
    }

    /// @return null: off
    private static @Nullable Duration duration(Switch one, String value) {
        if (value.equals(OFF)) {
            return null;
        }
        return Switch.duration(value).filter(Duration::isPositive).orElseThrow(() -> refused(one, value));
    }

    private static Origins origins(Switch one, String value) {
        try {
            return Origins.of(value);
        } catch (IllegalArgumentException _) {
            throw refused(one, value);
        }
    }

    private static RefusedStart refused(Switch one, String value) {
        return one.refused(value, "give " + one.unit() + ".");
    }
}
