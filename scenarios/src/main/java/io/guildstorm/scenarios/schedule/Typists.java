package io.guildstorm.scenarios.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Members who type at the same pace, one after the other within it.
/// @param from place of the first among the members, from 0
/// @param to place behind the last
/// @param every time from one "is typing" of a member to its next, above zero
public record Typists(int from, int to, Duration every) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,7})-(\\d{1,7})/(\\d{1,7})ms");

    public Typists {
        if (from < 0 || to < from) throw new IllegalArgumentException("no members: from " + from + " to " + to);
        if (!every.isPositive()) throw new IllegalArgumentException("time between two not above zero: " + every);
    }

    /// How many they are.
    public int count() {
        return to - from;
    }

    /// When a member begins, so that all of them are spread over the time.
    /// @param member place among these, from 0
    /// @return nanoseconds since the beginning, below [#every]
    public long offsetNanos(int member) {
        return every.toNanos() * member / count();
    }

    /// Reads `none`, or groups such as `0-40/8000ms,42-44/250ms`.
    /// @throws IllegalArgumentException with a text for the user
    public static List<Typists> parse(String text) {
        List<Typists> groups = new ArrayList<>();
        if (text.equals("none")) return groups;
        for (String group : text.split(",", -1)) {
            Matcher form = FORM.matcher(group);
            if (!form.matches()) throw refused(text);
            groups.add(new Typists(
                    Integer.parseInt(form.group(1)),
                    Integer.parseInt(form.group(2)),
                    Duration.ofMillis(Long.parseLong(form.group(3)))));
        }
        return groups;
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(String.format(
                Locale.ROOT, "typing cannot be \"%s\": give none or FROM-TO/MILLISms, for example 0-40/8000ms", text));
    }

    /// The form that [#parse] reads.
    public static String text(List<Typists> groups) {
        if (groups.isEmpty()) return "none";
        return String.join(",", groups.stream().map(Typists::toString).toList());
    }

    @Override
    public String toString() {
        return from + "-" + to + "/" + every.toMillis() + "ms";
    }
}
