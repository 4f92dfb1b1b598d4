package io.guildstorm.scenarios.run.storm;

import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.Side;
import io.guildstorm.reports.series.Hlogs;
import io.guildstorm.reports.series.LatencyQuantiles;
import io.guildstorm.reports.target.StormFigures;
import io.guildstorm.scenarios.run.sides.SideRound;
import io.guildstorm.scenarios.swarm.SwarmEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What came of the storms of one side, over all of its rounds.
final class StormCounts {
    private final List<SideRound<StormVariation>> rounds;

    private final StormFigures.Kind kind;

    private StormCounts(StormFigures.Kind kind, List<SideRound<StormVariation>> rounds) {
        this.kind = kind;
        this.rounds = rounds;
    }

    /// @param rounds of this side alone
    static StormFigures.Side of(StormFigures.Kind kind, Side side, List<SideRound<StormVariation>> rounds)
            throws IOException {
        return new StormCounts(kind, rounds).side(side.name(), side.judged());
    }

    private StormFigures.Side side(String name, boolean judged) throws IOException {
        long comers = rounds.stream()
                .mapToLong(round -> round.variation().newcomers())
                .sum();
        long failed = rounds.stream()
                .mapToLong(round -> round.variation().outcome().failed())
                .sum();
        Double seconds = sum(StormVariation::stormSeconds);
        Double cpu = sum(StormVariation::serverCpuSeconds);
        return new StormFigures.Side(
                name,
                judged,
                comers,
                failed,
                failures(),
                returned(),
                seconds == null ? null : (Double) (seconds / rounds.size()),
                per(comers - failed, seconds),
                per(comers - failed, cpu),
                times(kind.metric()),
                times("delivery_before"),
                times("delivery_storm"),
                times("delivery_after"),
                grown());
    }

    private Map<String, Long> failures() {
        Map<String, Long> all = new TreeMap<>();
        rounds.forEach(round -> round.variation()
                .outcome()
                .failures()
                .forEach((cause, count) -> all.merge(cause, (long) count, Long::sum)));
        return all;
    }

    /// Null: they were newcomers.
    private StormFigures.@Nullable Returned returned() {
        if (kind != StormFigures.Kind.RETURN) return null;
        long resumed = 0;
        long afresh = 0;
        long turnedAway = 0;
        long breaks = 0;
        long lookups = 0;
        long elsewhere = 0;
        for (SideRound<StormVariation> round : rounds) {
            breaks += round.played().swarm().stream()
                    .mapToLong(SwarmEvent.Result::sequenceBreaks)
                    .sum();
            lookups += round.variation().lookups();
            elsewhere += round.variation().lookupsElsewhere();
            SwarmEvent.Returned one = round.variation().outcome().returned();
            if (one == null) continue;
            resumed += one.resumed();
            afresh += one.afresh();
            turnedAway += one.turnedAway();
        }
        return new StormFigures.Returned(resumed, afresh, turnedAway, breaks, lookups, elsewhere);
    }

    /// Null: it is not known of each round.
    private @Nullable Double sum(Function<StormVariation, @Nullable Double> figure) {
        double sum = 0;
        for (SideRound<StormVariation> round : rounds) {
            Double one = figure.apply(round.variation());
            if (one == null) return null;
            sum += one;
        }
        return sum;
    }

    private static @Nullable Double per(long count, @Nullable Double seconds) {
        return seconds == null || seconds <= 0 ? null : (Double) (count / seconds);
    }

    private StormFigures.Times times(String metric) throws IOException {
        List<Path> files = new ArrayList<>();
        for (SideRound<StormVariation> round : rounds)
            files.addAll(round.folder().hlogs(metric));
        Quantiles all = LatencyQuantiles.of(Hlogs.merged(Hlogs.intervals(files)), null);
        return new StormFigures.Times(all.count(), all.p50Ms(), all.p99Ms(), all.maxMs());
    }

    /// The most by which the server grew in a storm.
    private @Nullable Long grown() {
        Long most = null;
        for (SideRound<StormVariation> round : rounds) {
            Long grown = round.variation().grownBytes();
            if (grown != null) most = most == null ? grown : Math.max(most, grown);
        }
        return most;
    }
}
