package io.guildstorm.scenarios.run.screen;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Small pictures made of characters, and numbers as people write them.
public final class Bars {
    private static final int CELLS = 10;
    private static final String LEVELS = "▁▂▃▄▅▆▇█";
    private static final int HISTORY = 14;

    private final Deque<Double> recent = new ArrayDeque<>();

    /// `███████░░░`
    public static String bar(double done, double total) {
        int full = total <= 0 ? CELLS : Math.clamp(Math.round(CELLS * done / total), 0, CELLS);
        return "█".repeat(full) + "░".repeat(CELLS - full);
    }

    /// `3.1`, `31`, `–` for unknown.
    public static String ms(@Nullable Double value) {
        if (value == null) return "–";
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%,.0f", value);
    }

    /// `1,200,000`
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /// Adds a value to those that [#line] draws.
    public void add(double value) {
        recent.addLast(value);
        if (recent.size() > HISTORY) recent.removeFirst();
    }

    /// The last values, the greatest of them or `full` as the highest level.
    public String line(double full) {
        double most =
                Math.max(full, recent.stream().mapToDouble(value -> value).max().orElse(0));
        StringBuilder text = new StringBuilder();
        for (double value : recent) {
            int level = most <= 0 ? 0 : (int) Math.clamp(value / most * LEVELS.length(), 0, LEVELS.length() - 1);
            text.append(LEVELS.charAt(level));
        }
        return text.toString();
    }
}
