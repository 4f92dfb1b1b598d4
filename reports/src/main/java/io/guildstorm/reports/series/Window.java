package io.guildstorm.reports.series;

/// The judged part of a run.
/// @param fromNs intended instants from here on
/// @param toNs   and before here
public record Window(long fromNs, long toNs) {
    private static final long SECOND = 1_000_000_000;

    public Window {
        if (toNs - fromNs <= 0) throw new IllegalArgumentException("window of " + (toNs - fromNs) + " ns");
    }

    public boolean contains(long ns) {
        return ns - fromNs >= 0 && toNs - ns > 0;
    }

    /// Whole seconds, a broken one at the end counted.
    public int seconds() {
        return (int) ((toNs - fromNs + SECOND - 1) / SECOND);
    }

    /// Seconds since the beginning; negative before it.
    public int secondOf(long ns) {
        return (int) Math.floorDiv(ns - fromNs, SECOND);
    }

    long startOf(int second) {
        return fromNs + second * SECOND;
    }
}
