package io.guildstorm.reports.page.html;

import io.guildstorm.reports.chart.theme.Units;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/// Figures as a page says them. Unknown is said, never shown as 0.
public final class Say {
    public static final String NOT_MEASURED = "not measured";
    private static final Html UNKNOWN = Html.of("<span class=\"unknown\">{}</span>", NOT_MEASURED);

    private Say() {}

    public static Html unknown() {
        return UNKNOWN;
    }

    public static Html millis(@Nullable Double ms) {
        return figure(ms, Units::millis);
    }

    public static Html micros(@Nullable Double us) {
        return figure(us, value -> Units.digits(value, 3) + "\u00a0µs");
    }

    public static Html seconds(@Nullable Double seconds) {
        return figure(seconds, value -> Units.digits(value, 3) + "\u00a0s");
    }

    public static Html count(@Nullable Number count) {
        return figure(count, Units::count);
    }

    public static Html bytes(@Nullable Number bytes) {
        return figure(bytes, Units::bytes);
    }

    public static Html share(@Nullable Double share) {
        return figure(share, Units::percent);
    }

    public static Html times(@Nullable Double times) {
        return figure(times, value -> Units.digits(value, 3) + "\u00a0×");
    }

    public static Html yesNo(@Nullable Boolean value) {
        return value == null ? UNKNOWN : Html.text(value ? "yes" : "no");
    }

    public static Html text(@Nullable Object value) {
        return value == null ? UNKNOWN : Html.text(value.toString());
    }

    private static Html figure(@Nullable Number value, DoubleFunction<String> text) {
        return value == null ? UNKNOWN : Html.text(text.apply(value.doubleValue()));
    }
}
