package io.guildstorm.scenarios.run.slow;

import io.guildstorm.reports.record.Cost;
import io.guildstorm.reports.record.Latency;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Side;
import io.guildstorm.reports.target.SlowFigures;
import io.guildstorm.scenarios.run.sides.SideRound;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What came of the slow readers of one side, over all of its rounds.
final class SlowCounts {
    private SlowCounts() {}

    /// @param rounds of this side alone
    static SlowFigures.Side of(Side side, List<SideRound<SlowVariation>> rounds) {
        Latency latency = side.latency();
        Quantiles delivery = latency == null ? null : latency.delivery();
        return new SlowFigures.Side(
                side.name(),
                side.judged(),
                rounds.stream().mapToLong(round -> round.variation().slow()).sum(),
                closed(rounds),
                side.sessions() == null ? Map.of() : side.sessions().closedByCode(),
                delivery == null ? null : delivery.p50Ms(),
                delivery == null ? null : delivery.p99Ms(),
                grown(rounds));
    }

    private static @Nullable Long closed(List<SideRound<SlowVariation>> rounds) {
        long sum = 0;
        for (SideRound<SlowVariation> round : rounds) {
            Long closed = round.variation().closed();
            if (closed == null) return null;
            sum += closed;
        }
        return sum;
    }

    /// The most by which the server grew in a round, from when all were connected.
    private static @Nullable Long grown(List<SideRound<SlowVariation>> rounds) {
        Long most = null;
        for (SideRound<SlowVariation> round : rounds) {
            RunRecord record = round.played().record();
            Cost cost = record.cost();
            Object connected =
                    record.experiment() == null ? null : record.experiment().get("server_rss_connected_bytes");
            if (cost == null || cost.serverRssBytes() == null || !(connected instanceof Number before)) continue;
            long grown = cost.serverRssBytes() - before.longValue();
            most = most == null ? grown : Math.max(most, grown);
        }
        return most;
    }
}
