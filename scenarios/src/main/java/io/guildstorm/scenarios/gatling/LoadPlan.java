package io.guildstorm.scenarios.gatling;

import io.guildstorm.scenarios.schedule.LoadSchedule;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// When each send is due, phase by phase. Phases are added while the run goes on (the ramp begins when the measured
/// part has drained), so a sender may have to wait to learn of its next one.
///
/// Any thread; phases are only ever appended, in the order of their numbers.
final class LoadPlan implements Turns {
    private final LoadSchedule schedule;
    private final List<Stretch> stretches = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    LoadPlan(LoadSchedule schedule) {
        this.schedule = schedule;
    }

    /// Sends `from` until those due before `nanos` after the anchor have been sent.
    /// @param from number of the first send; not below the numbers that are planned already
    /// @param anchorNanos when the stretch begins
    void add(long from, long anchorNanos, long nanos) {
        if (from < planned()) {
            throw new IllegalArgumentException("sends from " + from + " are planned already up to " + planned());
        }
        stretches.add(new Stretch(from, from + schedule.countBefore(nanos), anchorNanos));
    }

    /// No more phases will come.
    void end() {
        ended = true;
    }

    /// One past the last number that is planned.
    long planned() {
        return stretches.isEmpty() ? 0 : stretches.getLast().to;
    }

    /// How many sends have fallen due by `nowNanos`.
    long dueBy(long nowNanos) {
        return stretches.stream()
                .mapToLong(stretch -> stretch.dueBy(schedule, nowNanos))
                .sum();
    }

    /// The sender's next send: the first planned number that is not below `cursor` and lies `step` apart from it.
    @Override
    public Next next(long cursor, int step) {
        for (Stretch stretch : stretches) {
            long number = cursor;
            if (number < stretch.from) {
                number += (stretch.from - number + step - 1) / step * step;
            }
            if (number < stretch.to) {
                return new Due(number, stretch.anchorNanos + schedule.offsetNanos(number - stretch.from));
            }
        }
        return ended ? Over.OVER : Unknown.UNKNOWN;
    }

    sealed interface Next {}

    record Due(long number, long nanos) implements Next {}

    /// The next phase is not known yet.
    enum Unknown implements Next {
        UNKNOWN
    }

    enum Over implements Next {
        OVER
    }

    private record Stretch(long from, long to, long anchorNanos) {
        long dueBy(LoadSchedule schedule, long nowNanos) {
            return Math.min(to - from, schedule.countBefore(nowNanos - anchorNanos));
        }
    }
}
