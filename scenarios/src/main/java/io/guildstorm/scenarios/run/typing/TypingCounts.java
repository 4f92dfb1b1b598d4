package io.guildstorm.scenarios.run.typing;

import io.guildstorm.reports.record.Cost;
import io.guildstorm.reports.record.Latency;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.Side;
import io.guildstorm.reports.series.SentRow;
import io.guildstorm.reports.series.TypingRow;
import io.guildstorm.reports.target.TypingFigures;
import io.guildstorm.scenarios.run.sides.SideRound;
import io.guildstorm.scenarios.swarm.SwarmEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What came of typing in the rounds of one side.
final class TypingCounts {
    private final List<TypingRow> typed = new ArrayList<>();
    private final List<SwarmEvent.Typing> seen = new ArrayList<>();
    private long hidden;
    private long dropped;
    private long views;
    private long wrong;
    private long stored;
    private double seconds;

    private TypingCounts() {}

    /// @param rounds of this side alone
    static TypingFigures.Side of(Side side, List<SideRound<TypingVariation>> rounds) throws IOException {
        TypingCounts counts = new TypingCounts();
        long typists = 0;
        for (SideRound<TypingVariation> round : rounds) {
            counts.add(round);
            typists = round.variation().typists();
        }
        return new TypingFigures.Side(
                side.name(), side.judged(), typists, counts.asked(), counts.told(), counts.rules(), messages(side));
    }

    private void add(SideRound<TypingVariation> round) throws IOException {
        RunFolder folder = round.folder();
        TypingVariation variation = round.variation();
        List<TypingRow> own = TypingRow.read(folder.csvs("typing"));
        typed.addAll(own);
        List<TypingRow> accepted = own.stream().filter(TypingRow::accepted).toList();
        long ofHiding = accepted.stream()
                .filter(row -> variation.hiding().contains(row.user()))
                .count();
        hidden += ofHiding;
        History history = variation.history();
        if (history != null) stored += history.besides();
        Double judged = round.played().record().durationS();
        seconds += judged == null ? 0 : judged;
        SwarmEvent.Typing swarm = swarm(round);
        if (swarm == null) return;
        seen.add(swarm);
        long untold = Math.max(0, accepted.size() - ofHiding - swarm.mostHeard());
        dropped += untold;
        Truth truth = new Truth(own, SentRow.read(folder.csvs("sent")), variation.hiding());
        views += (long) truth.users().size() * swarm.watching();
        wrong += truth.wrong(swarm.shown(), swarm.watching(), untold > 0, swarm.atNs());
    }

    private static SwarmEvent.@Nullable Typing swarm(SideRound<TypingVariation> round) {
        return round.played().swarm().stream()
                .map(SwarmEvent.Result::typing)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .reduce(SwarmEvent.Typing::plus)
                .orElse(null);
    }

    private TypingFigures.Asked asked() {
        return new TypingFigures.Asked(
                typed.size(),
                typed.stream().filter(TypingRow::accepted).count(),
                typed.stream().filter(TypingRow::limited).count(),
                hidden);
    }

    private TypingFigures.Told told() {
        return new TypingFigures.Told(
                seen.stream().mapToLong(SwarmEvent.Typing::mostHeard).sum(),
                dropped,
                seen.stream().mapToLong(SwarmEvent.Typing::told).sum(),
                perSecond(seen.stream().mapToLong(SwarmEvent.Typing::judgedTold).sum()),
                perSecond(
                        seen.stream().mapToLong(SwarmEvent.Typing::judgedBytes).sum()));
    }

    private double perSecond(long count) {
        return seconds > 0 ? count / seconds : 0;
    }

    private TypingFigures.Rules rules() {
        return new TypingFigures.Rules(
                seen.stream().mapToLong(SwarmEvent.Typing::ofHiding).sum(),
                seen.stream().mapToLong(SwarmEvent.Typing::toBlind).sum(),
                views,
                wrong,
                stored);
    }

    private static TypingFigures.Messages messages(Side side) {
        Latency latency = side.latency();
        Quantiles delivery = latency == null ? null : latency.delivery();
        Quantiles ack = latency == null ? null : latency.sendAck();
        Cost cost = side.cost();
        return new TypingFigures.Messages(
                delivery == null ? null : delivery.p50Ms(),
                delivery == null ? null : delivery.p99Ms(),
                delivery == null ? null : delivery.maxMs(),
                ack == null ? null : ack.p99Ms(),
                cost == null ? null : cost.serverCpuS());
    }
}
