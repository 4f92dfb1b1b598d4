package io.guildstorm.scenarios.run.presence;

import io.guildstorm.reports.record.Cost;
import io.guildstorm.reports.record.Disturbance;
import io.guildstorm.reports.record.Lag;
import io.guildstorm.reports.record.Load;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.Sessions;
import io.guildstorm.reports.series.Hlogs;
import io.guildstorm.reports.series.LatencyQuantiles;
import io.guildstorm.reports.target.PresenceFigures;
import io.guildstorm.scenarios.check.StatusJournal;
import io.guildstorm.scenarios.presence.Flicker;
import io.guildstorm.scenarios.run.machine.Sampler.Used;
import io.guildstorm.scenarios.run.sides.Design;
import io.guildstorm.scenarios.swarm.presence.CrowdEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// The rounds of one side added up: counts are summed, times are those of all values together, lags the worst.
final class StormSums {
    private final Design design;
    private final List<PlayedStorm> rounds;
    private final List<CrowdEvent.Result> results;
    private final List<StatusJournal.Row> flickering = new ArrayList<>();
    private long changes;

    /// @param rounds of this side alone, at least one
    StormSums(Design design, List<PlayedStorm> rounds) throws IOException {
        this.design = design;
        this.rounds = rounds;
        results = rounds.stream()
                .map(PlayedStorm::result)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        for (PlayedStorm round : rounds) {
            List<Path> files = round.folder().csvs("statuses");
            changes += StatusJournal.read(files).rows().size();
            flickering.addAll(StatusJournal.read(files.stream()
                            .filter(file -> round.scene().everyday() != null
                                    || file.getFileName().toString().contains(".gatling"))
                            .toList())
                    .rows());
        }
    }

    PlayedStorm last() {
        return rounds.getLast();
    }

    /// @param anchor second of the chart at which all timetables begin
    PresenceFigures.Side figures(int anchor) throws IOException {
        return new PresenceFigures.Side(
                design.name(),
                design.judged(),
                new PresenceFigures.Sent(
                        changes,
                        sum(CrowdEvent.Result::updates),
                        sum(CrowdEvent.Result::dispatches),
                        sum(CrowdEvent.Result::bytes),
                        used(used -> used.of("server")),
                        perSecond(anchor),
                        meters()),
                new PresenceFigures.Truth(
                        sum(CrowdEvent.Result::views),
                        sum(CrowdEvent.Result::wrong),
                        sum(CrowdEvent.Result::takenBack),
                        times(staleness()),
                        times(ghosts()),
                        recoveryMs()));
    }

    /// The longest of its rounds.
    private @Nullable Double recoveryMs() {
        return rounds.stream()
                .map(PlayedStorm::recoveryMs)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .max(Long::compare)
                .map(Long::doubleValue)
                .orElse(null);
    }

    private long sum(ToLongFunction<CrowdEvent.Result> count) {
        return results.stream().mapToLong(count).sum();
    }

    private static PresenceFigures.Times times(Quantiles quantiles) {
        return new PresenceFigures.Times(quantiles.count(), quantiles.p50Ms(), quantiles.p99Ms(), quantiles.maxMs());
    }

    Quantiles staleness() throws IOException {
        return quantiles("status_staleness");
    }

    Quantiles ghosts() throws IOException {
        return quantiles("ghost_online");
    }

    private Quantiles quantiles(String metric) throws IOException {
        List<Path> files = new ArrayList<>();
        for (PlayedStorm round : rounds) files.addAll(round.folder().hlogs(metric));
        return LatencyQuantiles.of(Hlogs.merged(Hlogs.intervals(files)), null);
    }

    /// Mean of the rounds, whose timetables begin at the same second.
    /// @param anchor that second
    private List<Double> perSecond(int anchor) {
        int end = (int) last().timetable().end().toSeconds();
        double[] sums = new double[anchor + end];
        for (PlayedStorm round : rounds) {
            CrowdEvent.Result result = round.result();
            if (result == null) continue;
            int later = anchor - (int) round.anchorSeconds();
            for (int second = 0; second < result.seconds().size() && second + later < sums.length; second++)
                sums[second + later] += result.seconds().get(second).updates();
        }
        List<Double> means = new ArrayList<>();
        for (double sum : sums) means.add(sum / Math.max(1, results.size()));
        return means;
    }

    private Map<String, Long> meters() {
        Map<String, Long> meters = new TreeMap<>();
        rounds.forEach(round -> round.meters().forEach((name, count) -> meters.merge(name, count, Long::sum)));
        return meters;
    }

    /// Who showed others until the end, in all rounds.
    long watchers() {
        return sum(CrowdEvent.Result::watchers);
    }

    /// Of all its rounds; null: no phone was measured.
    CrowdEvent.@Nullable Phones phones() {
        return results.stream()
                .map(CrowdEvent.Result::phones)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .reduce(CrowdEvent.Phones::and)
                .orElse(null);
    }

    Sessions sessions() {
        Map<String, Long> closed = new TreeMap<>();
        for (CrowdEvent.Result result : results)
            result.closedByCode().forEach((code, count) -> closed.merge(code.toString(), (long) count, Long::sum));
        return new Sessions(last().scene().users(), 0, 0, closed);
    }

    /// Of those who change their statuses on a schedule that does not heed the server: in a storm those who flicker.
    Load load() {
        List<StatusJournal.Row> changed = flickering.stream()
                .filter(row -> row.how() == StatusJournal.How.CHANGED)
                .toList();
        long users = (long) flickering.size() - changed.size();
        boolean everyday = last().scene().everyday() != null;
        Histogram late = Hlogs.empty();
        for (StatusJournal.Row row : changed)
            late.recordValue(Math.clamp(row.startedNanos() - row.intendedNanos(), 0, late.getHighestTrackableValue()));
        return new Load.Draft()
                .intended(everyday ? changed.size() : users * Flicker.IN_ALL)
                .started((long) changed.size())
                .generatorLag(
                        changed.isEmpty()
                                ? Lag.UNKNOWN
                                : new Lag(late.getValueAtPercentile(99) / 1e6, late.getMaxValue() / 1e6))
                .instrumentLag(instrumentLag())
                .build();
    }

    private Lag instrumentLag() {
        return results.stream()
                .map(CrowdEvent.Result::instrumentLag)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .reduce((a, b) -> new CrowdEvent.Lag(Math.max(a.p99Ms(), b.p99Ms()), Math.max(a.maxMs(), b.maxMs())))
                .map(lag -> new Lag(lag.p99Ms(), lag.maxMs()))
                .orElse(Lag.UNKNOWN);
    }

    /// Of all windows together.
    double seconds() {
        return rounds.stream()
                .map(PlayedStorm::used)
                .filter(Objects::nonNull)
                .mapToDouble(used -> Objects.requireNonNull(used).seconds())
                .sum();
    }

    Cost cost() {
        return new Cost.Draft()
                .serverCpuS(used(used -> used.of("server")))
                .loadCpuS(used(used -> used.of("gatling", "swarm")))
                .storeCpuS(0.0)
                .cliCpuS(used(used -> used.of("cli")))
                .unattributedCpuS(used(Used::unattributed))
                .serverRssBytes(rounds.stream()
                        .map(PlayedStorm::serverRssMost)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .max(Long::compare)
                        .orElse(null))
                .build();
    }

    /// Null: it is not known of each round.
    private @Nullable Double used(Function<Used, @Nullable Double> figure) {
        double sum = 0;
        for (PlayedStorm round : rounds) {
            Used used = round.used();
            Double one = used == null ? null : figure.apply(used);
            if (one == null) return null;
            sum += one;
        }
        return sum;
    }

    /// Of the last round.
    Disturbance disturbance() {
        Used used = last().used();
        Histogram hiccups = last().hiccups();
        if (used == null || hiccups == null) return Disturbance.unknown();
        boolean woke = hiccups.getTotalCount() > 0;
        return new Disturbance(
                woke ? (Double) (hiccups.getValueAtPercentile(99) / 1e6) : null,
                woke ? (Double) (hiccups.getMaxValue() / 1e6) : null,
                used.stealShare(),
                used.share(used.unattributed()),
                used.throttled());
    }
}
