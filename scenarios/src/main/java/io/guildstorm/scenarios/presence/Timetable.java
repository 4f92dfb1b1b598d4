package io.guildstorm.scenarios.presence;

import java.time.Duration;

/// When what happens in a round, from the instant at which all are connected. A pure function of how long the server
/// may
/// take to tell.
/// @param rest from when nobody does anything any more
/// @param end when every view must be right
public record Timetable(Duration rest, Duration end) {
    /// From here the flickering lasts two bursts.
    public static final Duration FLICKER = Duration.ofMillis(500);

    /// A presence server is killed, in the middle of the second burst.
    public static final Duration KILL = FLICKER.plus(Flicker.PERIOD).plus(Flicker.LENGTH.dividedBy(2));

    /// Connections are cut, over [#CUT_WITHIN].
    public static final Duration CUT = FLICKER.plus(Flicker.PERIOD).plus(Flicker.LENGTH);

    public static final Duration CUT_WITHIN = Duration.ofMillis(300);

    /// Who says goodbye or changes once does.
    public static final Duration CHANGES = CUT.plusMillis(600);

    /// Half of those who were cut come back: before the grace of the last heartbeat can have ended.
    public static final Duration BACK = CUT.plusSeconds(1);

    private static final Duration BACK_WITHIN = Duration.ofSeconds(1);

    /// For a machine that has more to do than it can.
    private static final Duration MARGIN = Duration.ofMillis(1_500);

    /// @param grace how long the server keeps a user after its connection was cut; zero: not at all
    /// @param told how long at most it holds back what it tells: debounce and window
    public static Timetable of(Duration grace, Duration told) {
        Duration rest = BACK.plus(BACK_WITHIN);
        Duration gone = CUT.plus(CUT_WITHIN).plus(grace);
        Duration last = gone.compareTo(rest) > 0 ? gone : rest;
        return new Timetable(rest, last.plus(told).plus(MARGIN));
    }

    /// Of an [Everyday].
    /// @param length for which it is measured
    /// @param told how long at most the server holds back what it tells
    public static Timetable everyday(Duration length, Duration told) {
        Duration rest = Everyday.LEAD.plus(length);
        return new Timetable(rest, rest.plus(told).plus(MARGIN));
    }

    /// What is going on, in a word.
    /// @param since all are connected
    public String partAt(Duration since) {
        if (since.compareTo(FLICKER) < 0) return "connect";
        if (since.compareTo(CUT) < 0) return "flicker";
        if (since.compareTo(BACK) < 0) return "cut";
        return since.compareTo(rest) < 0 ? "back" : "rest";
    }
}
