package io.guildstorm.scenarios.run.presence;

import io.guildstorm.scenarios.presence.Timetable;
import io.guildstorm.scenarios.run.context.Terms;
import io.guildstorm.scenarios.run.sides.Design;
import io.guildstorm.scenarios.workload.PresenceStorm;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How the server of a round is set, and what follows from it for its clients and its clock.
/// @param server switches that differ from their defaults
/// @param effective every switch
record PresenceSettings(Map<String, String> server, Map<String, @Nullable Object> effective) {
    private static final String OFF = "off";

    static PresenceSettings of(Terms terms, Design design) {
        Map<String, String> settings = new LinkedHashMap<>(terms.settings());
        settings.putAll(design.settings());
        return new PresenceSettings(settings, terms.switches().effective(settings));
    }

    /// Clients that can take the statuses of a window in one dispatch say so where there are windows.
    boolean aware() {
        return !isOff(PresenceStorm.BATCH);
    }

    /// Clients tell whom they show, but where they are told of everybody unasked.
    boolean asks() {
        return !isOff(PresenceStorm.SUBSCRIPTIONS) || !isOff(PresenceStorm.LAZY);
    }

    Duration heartbeat() {
        return duration(PresenceStorm.HEARTBEAT_INTERVAL);
    }

    /// Zero: who was cut is gone at once.
    Duration grace() {
        return duration(PresenceStorm.TTL);
    }

    Duration debounce() {
        return duration(PresenceStorm.DEBOUNCE);
    }

    /// How long at most a change is held back.
    Duration held() {
        return debounce().plus(duration(PresenceStorm.BATCH));
    }

    Timetable timetable() {
        return Timetable.of(grace(), held());
    }

    private boolean isOff(String name) {
        return OFF.equals(value(name));
    }

    private String value(String name) {
        return String.valueOf(Objects.requireNonNullElse(effective.get(name), OFF));
    }

    private Duration duration(String name) {
        String value = value(name);
        if (value.equals(OFF)) return Duration.ZERO;
        return value.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(value.substring(0, value.length() - 2)))
                : Duration.parse("PT" + value);
    }
}
