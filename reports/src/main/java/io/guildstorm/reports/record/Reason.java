package io.guildstorm.reports.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a verdict is not a plain pass.
/// @param code   one of [Code], or one that a newer version wrote
/// @param metric dotted path of the figure that it is about
/// @param text   one sentence
public record Reason(
        String code,
        @Nullable String metric,
        String text,
        @Nullable Evidence evidence) {

    public Reason(Code code, @Nullable String metric, String text, @Nullable Evidence evidence) {
        this(code.word(), metric, text, evidence);
    }

    public boolean is(Code wanted) {
        return code.equals(wanted.word());
    }

    /// What the record holds to explain it.
    /// @param when     the bad seconds
    /// @param why      what overlapped them; null: not found
    /// @param attempt  what to try
    /// @param examples smallest witnesses, in words
    public record Evidence(
            @Nullable String when,
            @Nullable String why,
            @JsonProperty("try") @Nullable String attempt,
            List<String> examples) {
        public Evidence {
            examples = Frozen.list(examples);
        }
    }

    /// The words of `code`. The first group fails a run, the second makes it invalid, the third is only said.
    public enum Code {
        TARGET_MISSED,
        LOST,
        DUPLICATED,
        REORDERED,
        CORRUPTED,
        STALE,
        AFTER_DELETE,
        LEAKED,
        SERVER_DIED,
        SERVER_REFUSED,
        NOTHING_DELIVERED,
        SLOW_KEPT,
        NOT_LET_IN,
        LIMIT_BROKEN,
        GUILD_STALLED,
        WRONG_STATUS,
        WRONG_TYPING,

        GENERATOR_LATE,
        LOAD_STARVED,
        INTERRUPTED,
        INSTRUMENT_FAILED,
        CLOCK_STEPPED,
        FLOOR_NOT_MEASURABLE,
        TARGET_NOT_MEASURED,

        MACHINE_DISTURBED,
        FLOOR_NOISY,
        PARTIAL;

        /// Whether it makes a run invalid.
        public boolean invalidates() {
            return compareTo(GENERATOR_LATE) >= 0 && compareTo(TARGET_NOT_MEASURED) <= 0;
        }

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
