package io.guildstorm.scenarios.run.presence;

import io.guildstorm.scenarios.run.screen.Bars;
import io.guildstorm.scenarios.swarm.presence.CrowdEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Events a second of two sides, side by side: of the one that is being played as they come, of the other what they
/// were at the same second of its last round.
///
/// **Owner:** the run's thread.
final class LiveRates {
    private final SequencedMap<String, List<Double>> rates = new LinkedHashMap<>();
    private String playing = "";
    private long beganNanos;
    private long countedNanos;
    private long counted;

    LiveRates(List<String> sides) {
        sides.forEach(side -> rates.put(side, new ArrayList<>()));
    }

    /// A round begins.
    void begin(String side, long nanos) {
        playing = side;
        rates.put(side, new ArrayList<>());
        beganNanos = nanos;
        countedNanos = nanos;
        counted = 0;
    }

    /// @param part of the round, by its name
    /// @param seconds how long the round lasts
    List<String> of(String part, double seconds, CrowdEvent.@Nullable Tick tick, long nanos) {
        if (tick != null) count(tick.updates(), nanos);
        double done = Math.clamp((nanos - beganNanos) / 1e9, 0, seconds);
        return List.of(
                String.format(Locale.ROOT, "     %-9s %s %.0f of %.0f s", part, Bars.bar(done, seconds), done, seconds),
                "               "
                        + String.join(
                                " · ",
                                rates.entrySet().stream()
                                        .filter(side -> rates.size() == 2 || isWorthShowing(side.getKey()))
                                        .map(side -> side(side, done))
                                        .toList())
                        + " events/s");
    }

    /// Of more than two sides, the first and the one that is being played.
    private boolean isWorthShowing(String side) {
        return side.equals(rates.firstEntry().getKey()) || side.equals(playing);
    }

    private void count(long updates, long nanos) {
        double since = (nanos - countedNanos) / 1e9;
        if (since < 1) return;
        List<Double> own = rates.computeIfAbsent(playing, _ -> new ArrayList<>());
        int second = (int) ((nanos - beganNanos) / 1e9);
        double rate = (updates - counted) / since;
        while (own.size() < second) own.add(rate);
        counted = updates;
        countedNanos = nanos;
    }

    private String side(Map.Entry<String, List<Double>> side, double done) {
        List<Double> own = side.getValue();
        boolean now = side.getKey().equals(playing);
        int second = now ? own.size() - 1 : (int) done;
        String rate = second >= 0 && second < own.size() ? Bars.count(Math.round(own.get(second))) : "–";
        return side.getKey() + " " + rate;
    }
}
