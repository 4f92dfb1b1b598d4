package io.guildstorm.reports.target;

import io.guildstorm.reports.series.Series;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What whoever ran the run saw, and the record has no field for.
/// @param serverDied    how the server ended before it was asked to, or hung; null: it stood
/// @param serverRefused what it refused to a load within its limits; null: nothing
/// @param interrupted   Ctrl-C, or an error of our own, before the end
/// @param clockStepped  the clock that times are taken from was stepped
/// @param floorFailed   the floor was to be measured and could not be
/// @param busyMax5s     CPU share of the busiest loop of a swarm in any five seconds; null: unknown
/// @param witnesses     smallest examples of what the audit found, in words
/// @param series        second by second, to look for causes in; null: none
public record Observations(
        @Nullable String serverDied,
        @Nullable String serverRefused,
        boolean interrupted,
        boolean clockStepped,
        boolean floorFailed,
        @Nullable Double busyMax5s,
        List<String> witnesses,
        @Nullable Series series) {
    /// Nothing out of the ordinary.
    public static final Observations NONE = new Observations(null, null, false, false, false, null, List.of(), null);

    public Observations {
        witnesses = List.copyOf(witnesses);
    }

    public Observations withServerDied(@Nullable String how) {
        return new Observations(
                how, serverRefused, interrupted, clockStepped, floorFailed, busyMax5s, witnesses, series);
    }

    public Observations withServerRefused(@Nullable String what) {
        return new Observations(serverDied, what, interrupted, clockStepped, floorFailed, busyMax5s, witnesses, series);
    }

    public Observations withInterrupted(boolean was) {
        return new Observations(
                serverDied, serverRefused, was, clockStepped, floorFailed, busyMax5s, witnesses, series);
    }

    public Observations withClockStepped(boolean was) {
        return new Observations(serverDied, serverRefused, interrupted, was, floorFailed, busyMax5s, witnesses, series);
    }

    public Observations withFloorFailed(boolean was) {
        return new Observations(
                serverDied, serverRefused, interrupted, clockStepped, was, busyMax5s, witnesses, series);
    }

    public Observations withBusyMax5s(@Nullable Double share) {
        return new Observations(
                serverDied, serverRefused, interrupted, clockStepped, floorFailed, share, witnesses, series);
    }

    public Observations withWitnesses(List<String> examples) {
        return new Observations(
                serverDied, serverRefused, interrupted, clockStepped, floorFailed, busyMax5s, examples, series);
    }

    public Observations withSeries(@Nullable Series rows) {
        return new Observations(
                serverDied, serverRefused, interrupted, clockStepped, floorFailed, busyMax5s, witnesses, rows);
    }
}
