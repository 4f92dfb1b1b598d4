package io.guildstorm.scenarios.run.guild;

import io.guildstorm.reports.record.Cost;
import io.guildstorm.reports.record.Guild;
import io.guildstorm.reports.record.Latency;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.Sessions;
import io.guildstorm.reports.record.Side;
import io.guildstorm.reports.series.ServerSend;
import io.guildstorm.reports.target.GuildFigures;
import io.guildstorm.reports.target.GuildFigures.Owner;
import io.guildstorm.scenarios.run.guild.InProcessReport.Arrival;
import io.guildstorm.scenarios.run.sides.SideRound;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What one side's sessions without sockets saw, and what its guild process did, over all of its rounds.
final class GuildCounts {
    private static final double NANOS_IN_MILLI = 1e6;
    private static final double MILLIS_IN_SECOND = 1e3;

    private GuildCounts() {}

    /// @param sides of the record
    /// @param real sessions with sockets
    static GuildFigures of(@Nullable List<Side> sides, List<SideRound<GuildVariation>> rounds, int real) {
        List<GuildFigures.Side> figures = new ArrayList<>();
        for (Side side : sides == null ? List.<Side>of() : sides) {
            List<SideRound<GuildVariation>> own = rounds.stream()
                    .filter(round -> round.design().name().equals(side.name()))
                    .toList();
            figures.add(of(side, own, real));
        }
        return new GuildFigures(figures);
    }

    /// @param rounds of this side alone
    private static GuildFigures.Side of(Side side, List<SideRound<GuildVariation>> rounds, int real) {
        List<Arrival> arrivals = rounds.stream()
                .flatMap(round -> round.variation().arrivals().stream())
                .toList();
        List<ServerSend> sends = rounds.stream()
                .flatMap(round -> round.variation().sends().stream())
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
                middle(arrivals, Arrival::firstMs),
                middle(arrivals, Arrival::lastMs),
                most(arrivals, Arrival::lastMs),
                delivery == null ? null : delivery.p50Ms(),
                delivery == null ? null : delivery.maxMs(),
                ack == null ? null : ack.p50Ms(),
                ack == null ? null : ack.maxMs(),
                owner(sends, side.cost()));
    }

    private static Owner owner(List<ServerSend> sends, @Nullable Cost cost) {
        Double cpuS = cost == null ? null : cost.serverCpuS();
        return new Owner(
                middle(sends, GuildCounts::publishMs),
                most(sends, GuildCounts::publishMs),
                middle(sends, GuildCounts::waitMs),
                most(sends, GuildCounts::waitMs),
                cpuS == null || sends.isEmpty() ? null : (Double) (cpuS * MILLIS_IN_SECOND / sends.size()));
    }

    private static double publishMs(ServerSend send) {
        return send.publishingNs() / NANOS_IN_MILLI;
    }

    private static double waitMs(ServerSend send) {
        return (send.ownerNs() - send.receivedNs()) / NANOS_IN_MILLI;
    }

    private static <T> @Nullable Double middle(List<T> all, ToDoubleFunction<T> ms) {
        if (all.isEmpty()) return null;
        double[] sorted = all.stream().mapToDouble(ms).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static <T> @Nullable Double most(List<T> all, ToDoubleFunction<T> ms) {
        return all.isEmpty()
                ? null
                : (Double) all.stream().mapToDouble(ms).max().getAsDouble();
    }
}
