package io.guildstorm.reports.series;

import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.SessionFairness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One session as its swarm saw it: a row of `sessions.<process>.csv`.
/// @param p99Ms null: it got too little
/// @param loop  event loop of the swarm that read it
public record SessionRow(
        long session,
        @Nullable Integer loop,
        @Nullable Integer closeCode,
        long received,
        @Nullable Double p99Ms,
        long lost,
        long duplicated,
        long reordered,
        long corrupted) {
    private static final int WORST = 10;
    private static final int P99_NEEDS = 100;

    public static List<SessionRow> read(RunFolder folder) throws IOException {
        List<SessionRow> sessions = new ArrayList<>();
        for (Table.Row row : Table.rows(folder.csvs("sessions"))) {
            sessions.add(new SessionRow(
                    row.needed("session"),
                    small(row.whole("loop")),
                    small(row.whole("close_code")),
                    row.count("received"),
                    row.number("p99_ms"),
                    row.count("lost"),
                    row.count("duplicated"),
                    row.count("reordered"),
                    row.count("corrupted")));
        }
        return sessions;
    }

    private static @Nullable Integer small(@Nullable Long value) {
        return value == null ? null : Math.toIntExact(value);
    }

    /// Is anyone treated worse; null: no session got enough to tell.
    public static @Nullable SessionFairness fairness(List<SessionRow> sessions) {
        List<SessionRow> slowestFirst = sessions.stream()
                .filter(session -> session.p99Ms != null)
                .sorted(Comparator.comparingDouble((SessionRow session) -> Objects.requireNonNull(session.p99Ms))
                        .reversed()
                        .thenComparingLong(SessionRow::session))
                .toList();
        int count = slowestFirst.size();
        if (count == 0) return null;
        return new SessionFairness(
                slowestFirst.get(count - (int) Math.ceil(0.5 * count)).p99Ms,
                count < P99_NEEDS ? null : slowestFirst.get(count - (int) Math.ceil(0.99 * count)).p99Ms,
                slowestFirst.getFirst().p99Ms,
                slowestFirst.stream()
                        .limit(WORST)
                        .map(session -> new SessionFairness.Worst(session.session, null, session.loop, session.p99Ms))
                        .toList());
    }
}
