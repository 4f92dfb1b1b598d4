package io.guildstorm.reports.target;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What crash-mid-send found: its `experiment` block.
/// @param sends        begun when the server was killed or before
/// @param acknowledged of these, answered 2xx before the kill
/// @param found        of the acknowledged, those there once or more after the restart
/// @param twice        messages that were there more than once
/// @param unknownFound sends without an answer that were there all the same: allowed once
/// @param restartMs    from the start of the new process until it accepted; null: it never did
public record CrashFigures(
        long sends,
        long acknowledged,
        long found,
        long twice,
        long unknownFound,
        @Nullable Double restartMs) {

    /// Null when the block is another scenario's.
    public static @Nullable CrashFigures of(@Nullable Map<String, @Nullable Object> experiment) {
        if (experiment == null || !(experiment.get("sends") instanceof Number sends)) return null;
        Object restart = experiment.get("restart_ms");
        return new CrashFigures(
                sends.longValue(),
                whole(experiment, "acknowledged"),
                whole(experiment, "found"),
                whole(experiment, "twice"),
                whole(experiment, "unknown_found"),
                restart instanceof Number ms ? (Double) ms.doubleValue() : null);
    }

    private static long whole(Map<String, @Nullable Object> experiment, String name) {
        return experiment.get(name) instanceof Number number ? number.longValue() : 0;
    }

    /// The block as `run.json` has it; more may be put beside these.
    public Map<String, @Nullable Object> experiment() {
        Map<String, @Nullable Object> experiment = new LinkedHashMap<>();
        experiment.put("sends", sends);
        experiment.put("acknowledged", acknowledged);
        experiment.put("found", found);
        experiment.put("lost", lost());
        experiment.put("twice", twice);
        experiment.put("unknown_found", unknownFound);
        experiment.put("restart_ms", restartMs);
        return experiment;
    }

    /// Acknowledged and gone.
    public long lost() {
        return acknowledged - found;
    }
}
