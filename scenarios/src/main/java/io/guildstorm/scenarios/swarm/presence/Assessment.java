package io.guildstorm.scenarios.swarm.presence;

import io.guildstorm.scenarios.check.StatusHistory;
import io.guildstorm.scenarios.check.StatusJournal;
import io.guildstorm.scenarios.check.TruthMeter;
import io.guildstorm.scenarios.swarm.OneHistogram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Compares what all watchers were told with what was true.
///
/// **Owner:** the thread that makes it.
final class Assessment {
    private static final long LEAST_NANOS = 1_000;
    private static final long MOST_NANOS = 3_600_000_000_000L;
    private static final StatusHistory NEVER = new StatusHistory();

    private final Histogram staleness = new Histogram(LEAST_NANOS, MOST_NANOS, 3);
    private final Histogram ghosts = new Histogram(LEAST_NANOS, MOST_NANOS, 3);
    private final TruthMeter meter = new TruthMeter(record(staleness), record(ghosts));
    private final Map<Long, StatusHistory> truth;
    private int watchers;

    Assessment(StatusJournal journal) {
        truth = journal.truth();
    }

    private static LongConsumer record(Histogram into) {
        return nanos -> into.recordValue(Math.clamp(nanos, 0, MOST_NANOS));
    }

    /// @param atRestNanos null: nobody is at rest
    void add(List<Watcher> all, @Nullable Long atRestNanos) {
        for (Watcher watcher : all) {
            for (Watching watching : watcher.watchings()) add(watcher, watching, atRestNanos);
        }
    }

    private void add(Watcher watcher, Watching watching, @Nullable Long atRestNanos) {
        Long from = watching.fromNanos();
        Long left = watching.toNanos();
        boolean atRest = left == null && atRestNanos != null;
        Long to = left != null ? left : atRestNanos;
        if (from == null || to == null || to < from) return;
        if (atRest && !watching.views().isEmpty()) watchers++;
        watching.views()
                .forEach((user, view) -> meter.add(
                        new TruthMeter.Watch(watcher.person().number(), user, from, to, atRest),
                        truth.getOrDefault(user, NEVER),
                        view));
    }

    TruthMeter meter() {
        return meter;
    }

    /// Who watched somebody to the end.
    int watchers() {
        return watchers;
    }

    void write(Path folder, String process) throws IOException {
        OneHistogram.write(folder, "status_staleness", process, staleness);
        OneHistogram.write(folder, "ghost_online", process, ghosts);
    }
}
