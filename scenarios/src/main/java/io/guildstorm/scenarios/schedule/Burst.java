package io.guildstorm.scenarios.schedule;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sends that fall due at one instant, again and again; they are part of the mean rate, not added to it.
/// @param size sends per burst, 0 for none
/// @param every time from the start of one burst to the start of the next, above zero
public record Burst(int size, Duration every) {
    /// No bursts: all sends evenly spaced.
    public static final Burst NONE = new Burst(0, Duration.ofSeconds(5));

    private static final Pattern FORM = Pattern.compile("(\\d{1,7})/(\\d{1,7})(ms|s|m)");

    public Burst {
        if (size < 0) throw new IllegalArgumentException("burst size below zero: " + size);
        if (!every.isPositive()) throw new IllegalArgumentException("burst interval not above zero: " + every);
    }

    /// What a run does unless told otherwise: every 5 s half a second's worth of sends at once.
    public static Burst usual(double ratePerSecond) {
        return new Burst((int) Math.round(ratePerSecond / 2), Duration.ofSeconds(5));
    }

    /// Reads `none` or `N/DURATION`, for example `10/5s`, `10/500ms`, `10/1m`.
    /// @throws IllegalArgumentException with a text for the user
    public static Burst parse(String text) {
        if (text.equals("none")) return NONE;
        Matcher form = FORM.matcher(text);
        if (!form.matches()) throw refused(text, "give none or N/DURATION, for example 10/5s");
        int size = Integer.parseInt(form.group(1));
        long amount = Long.parseLong(form.group(2));
        if (size == 0) throw refused(text, "a burst has at least 1 message; for no bursts give none");
        if (amount == 0) throw refused(text, "the time between bursts must be above zero");
        Duration every = switch (form.group(3)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
        return new Burst(size, every);
    }

    private static IllegalArgumentException refused(String text, String advice) {
        return new IllegalArgumentException(String.format(Locale.ROOT, "burst cannot be \"%s\": %s", text, advice));
    }

    /// The form that [#parse] reads.
    @Override
    public String toString() {
        if (size == 0) return "none";
        long millis = every.toMillis();
        return millis % 1000 == 0 ? size + "/" + millis / 1000 + "s" : size + "/" + millis + "ms";
    }
}
