package io.guildstorm.server.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One line of `switches.json`.
/// @param values words that it can be: all of them, or, where there are bounds too, besides what lies within;
/// empty: a value of the form that `unit` names
/// @param unit what is counted, or `duration`, or the form in words; null with `values`
/// @param min smallest count; null: not a count
/// @param max largest count; null: not a count
/// @param least shortest duration; null: not a duration
/// @param most longest duration; null: not a duration
/// @param standard its value unless it is set
/// @param readBy the package that reads it
/// @param about one sentence
record Switch(
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
    Switch {
        values = values == null ? List.of() : List.copyOf(values);
    }

    Switch withValues(List<String> other) {
        return new Switch(name, other, unit, min, max, least, most, standard, readBy, about);
    }

    /// @throws RefusedStart it cannot be `value`
    void check(String value) {
        if (values.contains(value)) {
            return;
        }
        if (!values.isEmpty() && least == null) {
            throw refused(value, "choose " + Words.choice(values) + "." + Words.didYouMean(value, values));
        } else if (min != null && max != null) {
            Long number = number(value);
            if (number == null || number < min || number > max) {
                throw refused(value, "give " + min + " to " + max + " " + unit + ".");
            }
        } else if (least != null && most != null) {
            var given = duration(value);
            if (given.isEmpty()
                    || given.get().compareTo(duration(least).orElseThrow()) < 0
                    || given.get().compareTo(duration(most).orElseThrow()) > 0) {
                String words = values.isEmpty() ? "" : String.join(", ", values) + ", or ";
                throw refused(
                        value,
                        "give " + words + "a duration from " + least + " to " + most + ", such as " + standard + ".");
            }
        }
    }

    RefusedStart refused(String value, String cure) {
        return RefusedStart.input(name + " cannot be \"" + value + "\": " + cure);
    }

    private static @Nullable Long number(String value) {
        return value.matches("\\d{1,18}") ? Long.valueOf(value) : null;
    }

    /// A whole number and one of ms, s, m, h.
    static Optional<Duration> duration(String value) {
        var matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    default -> Duration.ofHours(count);
                });
    }
}
