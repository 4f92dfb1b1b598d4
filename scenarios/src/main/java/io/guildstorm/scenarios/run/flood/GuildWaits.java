package io.guildstorm.scenarios.run.flood;

import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.series.Hlogs;
import io.guildstorm.reports.series.LatencyQuantiles;
import io.guildstorm.reports.series.SentRow;
import io.guildstorm.reports.series.ServerSend;
import io.guildstorm.reports.series.Window;
import io.guildstorm.reports.target.FloodFigures.Times;
import io.guildstorm.scenarios.run.sides.SideRound;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.Histogram;

/// How long what the others say waits for the guild process, from a request that was read to the guild having taken it,
/// as the server notes it. What is refused before it comes there is not in it.
final class GuildWaits {
    private GuildWaits() {}

    static Times of(List<SideRound<FloodVariation>> rounds) throws IOException {
        Histogram waits = Hlogs.empty();
        for (SideRound<FloodVariation> round : rounds) {
            Window judged = round.variation().judged();
            if (judged == null) continue;
            Set<String> others = others(round.folder(), judged);
            for (ServerSend send : ServerSend.read(round.folder())) {
                if (others.contains(send.messageId()) && send.receivedNs() != 0)
                    waits.recordValue(
                            Math.clamp(send.ownerNs() - send.receivedNs(), 0, waits.getHighestTrackableValue()));
            }
        }
        Quantiles quantiles = LatencyQuantiles.of(waits, null);
        return new Times(quantiles.p50Ms(), quantiles.p99Ms(), quantiles.p999Ms());
    }

    private static Set<String> others(RunFolder folder, Window judged) throws IOException {
        Set<String> ids = new HashSet<>();
        for (SentRow row : SentRow.read(folder.csvs("sent"))) {
            if (row.messageId() != null && judged.contains(row.intendedNs())) ids.add(row.messageId());
        }
        return ids;
    }
}
