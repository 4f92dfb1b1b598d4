package io.guildstorm.cli;

import io.guildstorm.scenarios.schedule.Burst;
import io.guildstorm.simulator.torture.plan.FaultKind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The forms of values that flags take.
final class Values {
    private Values() {}

    /// `30s`, `500ms`, `2m`
    static final class OfDuration implements ITypeConverter<Duration> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

        @Override
        public Duration convert(String value) {
            Matcher form = FORM.matcher(value);
            if (!form.matches())
                throw new TypeConversionException("give a whole number and a unit, ms, s, m or h, for example 30s");
            long amount = Long.parseLong(form.group(1));
            return switch (form.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                default -> Duration.ofHours(amount);
            };
        }
    }

    /// `none`, `10/5s`
    static final class OfBurst implements ITypeConverter<Burst> {
        @Override
        public Burst convert(String value) {
            try {
                return Burst.parse(value);
            } catch (IllegalArgumentException e) {
                String message = String.valueOf(e.getMessage());
                throw new TypeConversionException(message.substring(message.indexOf("\": ") + 3));
            }
        }
    }

    /// `none`, `kill,stop`
    static final class OfFaults implements ITypeConverter<Set<FaultKind>> {
        @Override
        public Set<FaultKind> convert(String value) {
            Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
            if (value.equals("none")) return kinds;
            for (String word : value.split(",", -1)) kinds.add(kind(word));
            return kinds;
        }

        private static FaultKind kind(String word) {
            for (FaultKind kind : FaultKind.values()) if (kind.word().equals(word)) return kind;
            List<String> words =
                    Stream.of(FaultKind.values()).map(FaultKind::word).toList();
            throw new TypeConversionException(
                    "give none, or some of " + String.join(", ", words) + " with commas between them");
        }
    }
}
