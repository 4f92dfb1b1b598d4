package io.guildstorm.scenarios.run.sides;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One side.
/// @param judged whether what it does wrong fails the run
/// @param settings switches in which the sides differ
public record Design(String name, boolean judged, Map<String, String> settings) {
    public Design {
        settings = Map.copyOf(settings);
    }

    /// A B B A: what drifts while the run lasts falls on both alike.
    /// @param sides two
    /// @param rounds even
    public static List<Design> order(List<Design> sides, int rounds) {
        List<Design> order = new ArrayList<>();
        for (int i = 0; i < rounds; i++) order.add(sides.get((i + 1) / 2 % 2));
        return order;
    }
}
