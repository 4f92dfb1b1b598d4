package io.guildstorm.reports.target;

import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.series.Series;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What whoever ran the run saw, and the record has no field for.
/// @param serverDied    how the server ended before it was asked to, or hung; null: it stood
/// @param serverRefused what it refused to a load within its limits; null: nothing
/// @param ruleBroken    what the scenario's own rule found, which fails the run; null: nothing
/// @param interrupted   Ctrl-C before the end
/// @param instrument    what of ours, or of the machine, gave up before the end; null: nothing
/// @param clockStepped  the clock that times are taken from was stepped
/// @param floorFailed   the floor was to be measured and could not be
/// @param busyMax5s     CPU share of the busiest loop of a swarm in any five seconds; null: unknown
/// @param otherRuns     other runs that were on this machine meanwhile, `hot-channel (pid 123)`
/// @param witnesses     smallest examples of what the audit found, in words
/// @param series        second by second, to look for causes in; null: none
public record Observations(
        @Nullable String serverDied,
        @Nullable String serverRefused,
        @Nullable Reason ruleBroken,
        boolean interrupted,
        @Nullable Failure instrument,
        boolean clockStepped,
        boolean floorFailed,
        @Nullable Double busyMax5s,
        List<String> otherRuns,
        List<String> witnesses,
        @Nullable Series series) {
    /// Nothing out of the ordinary.
    public static final Observations NONE =
            new Observations(null, null, null, false, null, false, false, null, List.of(), List.of(), null);

    public Observations {
        otherRuns = List.copyOf(otherRuns);
        witnesses = List.copyOf(witnesses);
    }

    /// @param what one sentence without its full stop
    /// @param said last words of what failed
    public record Failure(String what, List<String> said) {
        public Failure {
            said = List.copyOf(said);
        }
    }

    /// Whether the run ended before its end, through no fault of the server.
    boolean cutShort() {
        return interrupted || instrument != null;
    }

    public Observations withServerDied(@Nullable String how) {
        return with(draft -> draft.serverDied = how);
    }

    public Observations withServerRefused(@Nullable String what) {
        return with(draft -> draft.serverRefused = what);
    }

    public Observations withRuleBroken(@Nullable Reason rule) {
        return with(draft -> draft.ruleBroken = rule);
    }

    public Observations withInterrupted(boolean was) {
        return with(draft -> draft.interrupted = was);
    }

    public Observations withInstrumentFailed(@Nullable Failure failure) {
        return with(draft -> draft.instrument = failure);
    }

    public Observations withClockStepped(boolean was) {
        return with(draft -> draft.clockStepped = was);
    }

    public Observations withFloorFailed(boolean was) {
        return with(draft -> draft.floorFailed = was);
    }

    public Observations withBusyMax5s(@Nullable Double share) {
        return with(draft -> draft.busyMax5s = share);
    }

    public Observations withOtherRuns(List<String> runs) {
        return with(draft -> draft.otherRuns = runs);
    }

    public Observations withWitnesses(List<String> examples) {
        return with(draft -> draft.witnesses = examples);
    }

    public Observations withSeries(@Nullable Series rows) {
        return with(draft -> draft.series = rows);
    }

    private Observations with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.build();
    }

    /// A copy being changed.
    private static final class Draft {
        private @Nullable String serverDied;
        private @Nullable String serverRefused;
        private @Nullable Reason ruleBroken;
        private boolean interrupted;
        private @Nullable Failure instrument;
        private boolean clockStepped;
        private boolean floorFailed;
        private @Nullable Double busyMax5s;
        private List<String> otherRuns;
        private List<String> witnesses;
        private @Nullable Series series;

        Draft(Observations from) {
            serverDied = from.serverDied;
            serverRefused = from.serverRefused;
            ruleBroken = from.ruleBroken;
            interrupted = from.interrupted;
            instrument = from.instrument;
            clockStepped = from.clockStepped;
            floorFailed = from.floorFailed;
            busyMax5s = from.busyMax5s;
            otherRuns = from.otherRuns;
            witnesses = from.witnesses;
            series = from.series;
        }

        Observations build() {
            return new Observations(
                    serverDied,
                    serverRefused,
                    ruleBroken,
                    interrupted,
                    instrument,
                    clockStepped,
                    floorFailed,
                    busyMax5s,
                    otherRuns,
                    witnesses,
                    series);
        }
    }
}
