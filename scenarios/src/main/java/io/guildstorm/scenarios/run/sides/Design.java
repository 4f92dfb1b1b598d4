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

    /// Its name as part of a folder's.
    public String folder() {
        return name.replaceAll("[^A-Za-z0-9]+", "-").replaceFirst("^-", "");
    }

    /// A B C C B A: what drifts while the run lasts falls on all alike.
    /// @param passes rounds of each
    public static List<Design> order(List<Design> sides, int passes) {
        List<Design> order = new ArrayList<>();
        for (int i = 0; i < passes; i++) order.addAll(i % 2 == 0 ? sides : sides.reversed());
        return order;
    }
}
