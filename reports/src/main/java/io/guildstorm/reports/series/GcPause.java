package io.guildstorm.reports.series;

/// The server stood still for its garbage collector.
public record GcPause(long startNs, long endNs) {
    public double millis() {
        return (endNs - startNs) / 1e6;
    }
}
