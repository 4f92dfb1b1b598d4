package io.guildstorm.reports.target;

import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.TargetResult;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How fast a run must be to pass: the metric stays **below** the limit.
/// @param limitMs above zero
/// @param source  where the figure comes from; the report prints it beside the verdict
public record LatencyTarget(String name, LatencyMetric metric, double limitMs, String source) {
    /// Slack's published target.
    public static final LatencyTarget SLACK =
            new LatencyTarget("slack", LatencyMetric.DELIVERY_P99, 500, "guide: message delivery target");
    /// Discord's published target.
    public static final LatencyTarget DISCORD =
            new LatencyTarget("discord", LatencyMetric.DELIVERY_P99, 100, "guide: message delivery target");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");
    private static final String FORM = "give NAME:METRIC:LIMIT, for example ours:latency.delivery.p99_ms:250";

    public LatencyTarget {
        if (!(limitMs > 0) || Double.isInfinite(limitMs)) {
            throw new IllegalArgumentException(
                    "target limit cannot be \"" + limitMs + "\": give milliseconds above zero");
        }
    }

    /// Those that hold without a profile.
    public static List<LatencyTarget> builtIn() {
        return List.of(DISCORD, SLACK);
    }

    /// What `--profile` means: the one target of that name.
    /// @throws IllegalArgumentException with a text for the user
    public static LatencyTarget profile(String name) {
        for (LatencyTarget target : builtIn()) if (target.name.equals(name)) return target;
        throw new IllegalArgumentException("profile cannot be \"%s\": choose slack or discord.%s"
                .formatted(name, Nearest.suggestion(name, List.of("slack", "discord"))));
    }

    /// Reads the value of `--target`.
    /// @throws IllegalArgumentException with a text for the user: the field, its value, what would do
    public static LatencyTarget parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) throw new IllegalArgumentException("target cannot be \"" + text + "\": " + FORM);
        if (!NAME.matcher(parts[0]).matches()) {
            throw new IllegalArgumentException(
                    "target name cannot be \"%s\": give 1 to 40 letters, digits, - or _, for example ours"
                            .formatted(parts[0]));
        }
        try {
            return new LatencyTarget(parts[0], LatencyMetric.of(parts[1]), limit(parts[2]), "command line");
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(message.startsWith("metric") ? "target " + message : message, e);
        }
    }

    private static double limit(String text) {
        if (text.matches("[0-9]{1,9}([.][0-9]{1,6})?")) {
            double limit = Double.parseDouble(text);
            if (limit > 0) return limit;
        }
        throw new IllegalArgumentException(
                "target limit cannot be \"%s\": give milliseconds above zero, without a unit, for example 250"
                        .formatted(text));
    }

    /// @param judged whether the run is fit to be judged
    TargetResult result(RunRecord record, boolean judged) {
        Double actual = metric.of(record);
        Boolean met = (!judged || actual == null) ? null : (Boolean) (actual < limitMs);
        return new TargetResult(name, metric.path(), limitMs, actual, met, source);
    }

    /// How far a figure lies over the limit, as a share of it.
    public static double excess(TargetResult result, @Nullable Double actual) {
        return actual == null ? 0 : actual / result.limit() - 1;
    }
}
