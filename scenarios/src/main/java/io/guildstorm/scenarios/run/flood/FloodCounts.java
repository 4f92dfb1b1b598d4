package io.guildstorm.scenarios.run.flood;

import io.guildstorm.reports.record.Latency;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.Side;
import io.guildstorm.reports.series.RefusalRow;
import io.guildstorm.reports.series.SentRow;
import io.guildstorm.reports.target.FloodFigures;
import io.guildstorm.reports.target.FloodFigures.Flood;
import io.guildstorm.reports.target.FloodFigures.Others;
import io.guildstorm.reports.target.FloodFigures.Times;
import io.guildstorm.scenarios.run.sides.SideRound;
import io.guildstorm.scenarios.workload.FloodingSender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the flood of one side came to, over all of its rounds, and what the others noticed of it.
final class FloodCounts {
    private FloodCounts() {}

    /// @param rounds of this side alone
    static FloodFigures.Side of(Side side, boolean isProtected, List<SideRound<FloodVariation>> rounds)
            throws IOException {
        List<SentRow> flood = new ArrayList<>();
        Map<Long, Long> retryAfter = new TreeMap<>();
        long othersRefused = 0;
        for (SideRound<FloodVariation> round : rounds) {
            RunFolder folder = round.folder();
            flood.addAll(SentRow.read(folder.csvs("flood")));
            othersRefused += refused(SentRow.read(folder.csvs("sent")));
            for (RefusalRow row : RefusalRow.read(folder.csvs("refusals"))) {
                Long seconds = row.headerS();
                if (row.author() == round.variation().flooder() && seconds != null)
                    retryAfter.merge(seconds, 1L, Long::sum);
            }
        }
        long accepted = flood.stream().filter(SentRow::acknowledged).count();
        Latency latency = side.latency();
        return new FloodFigures.Side(
                side.name(),
                side.judged(),
                isProtected,
                FloodingSender.SENDERS,
                new Flood(flood.size(), accepted, refused(flood), retryAfter),
                new Others(
                        othersRefused,
                        times(latency == null ? null : latency.delivery()),
                        times(latency == null ? null : latency.sendAck()),
                        GuildWaits.of(rounds)));
    }

    private static long refused(List<SentRow> rows) {
        return rows.stream().filter(row -> row.outcome().equals("refused")).count();
    }

    private static Times times(@Nullable Quantiles quantiles) {
        return quantiles == null ? Times.UNKNOWN : new Times(quantiles.p50Ms(), quantiles.p99Ms(), quantiles.p999Ms());
    }
}
