package io.guildstorm.scenarios.run.guild;

import io.guildstorm.reports.record.Guild;
import io.guildstorm.reports.record.Latency;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.Sessions;
import io.guildstorm.reports.record.Side;
import io.guildstorm.reports.target.GuildFigures;
import io.guildstorm.scenarios.run.sides.SideRound;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What one side's sessions without sockets saw, over all of its rounds.
final class GuildCounts {
    private GuildCounts() {}

    /// @param rounds of this side alone
    /// @param real sessions with sockets
    static GuildFigures.Side of(Side side, List<SideRound<GuildVariation>> rounds, int real) {
        List<InProcessReport.Arrival> arrivals = rounds.stream()
                .flatMap(round -> round.variation().arrivals().stream())
                .toList();
        Latency latency = side.latency();
        Quantiles delivery = latency == null ? null : latency.delivery();
        Quantiles ack = latency == null ? null : latency.sendAck();
        Sessions sessions = side.sessions();
        Guild guild = side.guild();
        return new GuildFigures.Side(
                side.name(),
                side.judged(),
                guild == null ? null : guild.members(),
                sessions == null ? 0 : sessions.inProcess(),
                real,
                guild == null ? null : guild.relays(),
                arrivals.size(),
                middle(arrivals, InProcessReport.Arrival::firstMs),
                middle(arrivals, InProcessReport.Arrival::lastMs),
                most(arrivals),
                delivery == null ? null : delivery.p50Ms(),
                delivery == null ? null : delivery.maxMs(),
                ack == null ? null : ack.p50Ms(),
                ack == null ? null : ack.maxMs());
    }

    private static @Nullable Double middle(
            List<InProcessReport.Arrival> arrivals, ToDoubleFunction<InProcessReport.Arrival> ms) {
        if (arrivals.isEmpty()) return null;
        double[] sorted = arrivals.stream().mapToDouble(ms).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static @Nullable Double most(List<InProcessReport.Arrival> arrivals) {
        return arrivals.isEmpty()
                ? null
                : (Double) arrivals.stream()
                        .mapToDouble(InProcessReport.Arrival::lastMs)
                        .max()
                        .getAsDouble();
    }
}
