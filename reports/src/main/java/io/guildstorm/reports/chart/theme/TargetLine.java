package io.guildstorm.reports.chart.theme;

import java.util.Locale;

/// A limit that a figure is judged by.
/// @param name of whose service it is: `discord`
/// @param ms the limit
public record TargetLine(String name, double ms) {
    /// `Discord 100 ms`
    public String label() {
        String capital = name.isEmpty() ? "target" : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return capital + " " + Units.millis(ms);
    }
}
