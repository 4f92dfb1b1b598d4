package io.guildstorm.scenarios.workload;

import java.util.List;
import java.util.Map;

/// Values of one thing that a scenario goes through, each of them with each design, in a round of its own.
/// @param axis what is varied, as a chart's axis says it
/// @param designs values of the switch `fanout`
/// @param stops by rising value
public record Sweep(String axis, List<String> designs, List<Stop> stops) {
    public Sweep {
        designs = List.copyOf(designs);
        stops = List.copyOf(stops);
    }

    /// @param online sessions that hear the guild
    /// @param ratePerSecond messages: more where each costs less, so that all stops are equally warm
    /// @param settings switches of this stop
    public record Stop(long value, int online, double ratePerSecond, Map<String, String> settings) {
        public Stop {
            settings = Map.copyOf(settings);
        }
    }
}
