package io.guildstorm.scenarios.run.sides;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Cost;
import io.guildstorm.reports.record.Lag;
import io.guildstorm.reports.record.Latency;
import io.guildstorm.reports.record.Load;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Sessions;
import io.guildstorm.reports.record.Side;
import io.guildstorm.reports.series.Hlogs;
import io.guildstorm.reports.series.LatencyQuantiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// The rounds of one side added up: counts are summed, latencies are those of all values together, lags the worst.
public final class SideFigures {
    private final Design design;
    private final List<? extends SideRound<?>> rounds;
    private final long seed;

    /// @param rounds of this side alone, at least one
    public SideFigures(Design design, List<? extends SideRound<?>> rounds, long seed) {
        this.design = design;
        this.rounds = List.copyOf(rounds);
        this.seed = seed;
    }

    /// As `sides` has it.
    public Side side() throws IOException {
        Latency latency = latency();
        return new Side(
                design.name(),
                design.judged(),
                Map.copyOf(design.settings()),
                load(),
                first().guild(),
                sessions(),
                audit(),
                latency,
                cost(latency.delivery()),
                List.of());
    }

    private RunRecord first() {
        return rounds.getFirst().played().record();
    }

    private <T> Stream<T> each(Function<RunRecord, @Nullable T> block) {
        return rounds.stream()
                .map(round -> block.apply(round.played().record()))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
    }

    private @Nullable Audit audit() {
        return each(RunRecord::audit).reduce(Audit::plus).orElse(null);
    }

    private @Nullable Sessions sessions() {
        Sessions one = first().sessions();
        if (one == null) return null;
        Map<String, Long> closed = new TreeMap<>();
        each(RunRecord::sessions)
                .forEach(sessions -> sessions.closedByCode().forEach((code, n) -> closed.merge(code, n, Long::sum)));
        return new Sessions(one.real(), one.inProcess(), one.passive(), closed);
    }

    private @Nullable Load load() {
        Load one = first().load();
        if (one == null) return null;
        List<Load> all = each(RunRecord::load).toList();
        return one.draft()
                .intended(sum(all, Load::intended))
                .started(sum(all, Load::started))
                .acknowledged(sum(all, Load::acknowledged))
                .failed(sum(all, Load::failed))
                .generatorLag(worst(all, Load::generatorLag))
                .instrumentLag(worst(all, Load::instrumentLag))
                .readWait(worst(all, Load::readWait))
                .build();
    }

    private static @Nullable Long sum(List<Load> all, Function<Load, @Nullable Long> count) {
        return all.stream()
                .map(count)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .reduce(Long::sum)
                .orElse(null);
    }

    private static Lag worst(List<Load> all, Function<Load, Lag> lag) {
        return new Lag(
                most(all.stream().map(lag).map(Lag::p99Ms)),
                most(all.stream().map(lag).map(Lag::maxMs)));
    }

    private static @Nullable Double most(Stream<@Nullable Double> values) {
        return values.filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .max(Double::compare)
                .orElse(null);
    }

    private Latency latency() throws IOException {
        long messages = each(record -> record.latency().delivery())
                .map(Quantiles::messages)
                .filter(Objects::nonNull)
                .mapToLong(Objects::requireNonNull)
                .sum();
        return new Latency(
                quantiles("delivery", messages),
                quantiles("delivery_in_process", messages),
                quantiles("delivery_storm", null),
                quantiles("update", null),
                quantiles("delete", null),
                quantiles("history", null),
                quantiles("send_ack", null),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private @Nullable Quantiles quantiles(String metric, @Nullable Long messages) throws IOException {
        List<Path> files = new ArrayList<>();
        for (SideRound<?> round : rounds) files.addAll(round.folder().hlogs(metric));
        List<Histogram> intervals = Hlogs.intervals(files);
        if (intervals.stream().allMatch(interval -> interval.getTotalCount() == 0)) return null;
        return LatencyQuantiles.of(intervals, messages, seed);
    }

    private @Nullable Cost cost(@Nullable Quantiles delivery) {
        Cost one = first().cost();
        if (one == null) return null;
        List<Cost> all = each(RunRecord::cost).toList();
        Double server = total(all, Cost::serverCpuS);
        Cost.Draft sum = one.draft()
                .serverCpuS(server)
                .loadCpuS(total(all, Cost::loadCpuS))
                .cliCpuS(total(all, Cost::cliCpuS))
                .unattributedCpuS(total(all, Cost::unattributedCpuS))
                .deliveriesPerServerCpuS(null)
                .serverCpuUsPerDelivery(null)
                .serverRssBytes(all.stream()
                        .map(Cost::serverRssBytes)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .max(Long::compare)
                        .orElse(null));
        if (server == null || server <= 0 || delivery == null || delivery.count() == 0) return sum.build();
        if (one.serverCpuUsPerDelivery() == null) return sum.build(); // not of judged deliveries alone
        return sum.deliveriesPerServerCpuS(delivery.count() / server)
                .serverCpuUsPerDelivery(server * 1e6 / delivery.count())
                .build();
    }

    private static @Nullable Double total(List<Cost> all, Function<Cost, @Nullable Double> figure) {
        return all.stream()
                .map(figure)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .reduce(Double::sum)
                .orElse(null);
    }
}
