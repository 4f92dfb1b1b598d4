package io.guildstorm.scenarios.run.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.guildstorm.scenarios.run.exit.NearestWord;
import io.guildstorm.scenarios.run.exit.UsageException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One setting of the server, as the server itself describes it.
/// @param values words it can be: all it can be, or, where there are bounds too, besides what lies within them; empty:
/// a
/// value of the form that `unit` names
/// @param unit what is counted, or `duration`, or the form in words; null with `values`
/// @param min smallest count, null: not a count
/// @param max largest count, null: not a count
/// @param least shortest duration, null: not a duration
/// @param most longest duration, null: not a duration
/// @param standard its value unless it is set
/// @param readBy package that obeys it
/// @param about one sentence
public record Switch(
        String name,
        List<String> values,
        @Nullable String unit,
        @Nullable Long min,
        @Nullable Long max,
        @Nullable String least,
        @Nullable String most,
        @JsonProperty("default") String standard,
        @JsonProperty("package") String readBy,
        String about) {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    @SuppressWarnings("NullAway") // a field that the file leaves out comes as null
    public Switch {
        values = values == null ? List.of() : List.copyOf(values);
    }

    /// @throws UsageException when it cannot be `value`
    void check(String value) {
        if (values.contains(value)) return;
        if (!values.isEmpty() && least == null)
            throw refused(value, "choose " + choice() + "." + NearestWord.suggestion(value, values));
        if (min != null && max != null) {
            if (!value.matches("\\d{1,18}") || Long.parseLong(value) < min || Long.parseLong(value) > max)
                throw refused(value, "give " + min + " to " + max + " " + unit + ".");
        } else if (least != null && most != null) {
            Duration given = duration(value);
            Duration shortest = duration(least);
            Duration longest = duration(most);
            if (given == null
                    || (shortest != null && given.compareTo(shortest) < 0)
                    || (longest != null && given.compareTo(longest) > 0))
                throw refused(
                        value,
                        "give %sa duration from %s to %s, such as %s."
                                .formatted(
                                        values.isEmpty() ? "" : String.join(", ", values) + ", or ",
                                        least,
                                        most,
                                        standard));
        }
    }

    private UsageException refused(String value, String cure) {
        return new UsageException(name + " cannot be \"" + value + "\": " + cure);
    }

    /// `direct or relay`, `g1, serial or zgc`
    public String choice() {
        List<String> sorted = values.stream().sorted().toList();
        if (sorted.size() < 2) return String.join("", sorted);
        return String.join(", ", sorted.subList(0, sorted.size() - 1)) + " or " + sorted.getLast();
    }

    /// What it can be, for a list: its values, or its range.
    public String range() {
        if (least != null && !values.isEmpty()) return String.join("|", values) + "|" + least + "…" + most;
        if (!values.isEmpty()) return String.join("|", values);
        if (min != null && max != null) return min + "…" + max + " " + unit;
        if (least != null && most != null) return least + "…" + most;
        return unit == null ? "" : unit;
    }

    private static @Nullable Duration duration(String text) {
        Matcher form = DURATION.matcher(text);
        if (!form.matches()) return null;
        long count = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }
}
