package io.guildstorm.scenarios.run.context;

import io.guildstorm.reports.target.Observations;
import io.guildstorm.scenarios.run.exit.UsageException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The run cannot go on as planned; what was measured until now is kept.
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Cause cause;
    /// Last words of what failed.
    private final List<String> said;

    public StoppedException(Cause cause, String message) {
        this(cause, message, List.of(), null);
    }

    private StoppedException(Cause cause, String message, List<String> said, @Nullable RuntimeException failure) {
        super(message, failure);
        this.cause = cause;
        this.said = List.copyOf(said);
    }

    /// What this machine cannot do, or the server will not with what was typed, found out in the course of a run.
    public static StoppedException because(RuntimeException failure) {
        List<String> lines = String.valueOf(failure.getMessage()).lines().toList();
        String first = lines.isEmpty() ? failure.toString() : lines.getFirst().replaceFirst("[:.]$", "");
        return new StoppedException(
                Cause.INSTRUMENT_FAILED, first, lines.subList(Math.min(1, lines.size()), lines.size()), failure);
    }

    /// Once the record is written.
    /// @throws UsageException when the run stopped because of what was typed
    public void blameWhatWasTyped() {
        if (getCause() instanceof UsageException typed) throw typed;
    }

    /// What the verdict is to know of it.
    public Observations observed(Observations seen) {
        String what = Objects.requireNonNull(getMessage(), "always given");
        return switch (cause) {
            case INTERRUPTED -> seen.withInterrupted(true);
            case SERVER_DIED -> seen.withServerDied(what);
            case INSTRUMENT_FAILED -> seen.withInstrumentFailed(new Observations.Failure(what, said));
        };
    }

    /// Why.
    public enum Cause {
        /// Ctrl-C or SIGTERM.
        INTERRUPTED,
        /// The server ended, or refused what it must take.
        SERVER_DIED,
        /// A process of ours ended or gave up, or the disk is full: no fault of the server.
        INSTRUMENT_FAILED
    }

    public Cause why() {
        return cause;
    }
}
