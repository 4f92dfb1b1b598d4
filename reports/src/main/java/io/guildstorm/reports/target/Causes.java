package io.guildstorm.reports.target;

import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.series.SecondRow;
import io.guildstorm.reports.series.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// When a target was missed and what overlapped it. A cause is named only when the series holds it: something that was
/// there in a bad second and not in a good one, and large enough to matter.
final class Causes {
    private static final double PART_OF_LIMIT = 0.25;
    private static final double STEAL_SHARE = 0.1;
    private static final double FULL_SHARE = 0.9;
    private static final double LONG_QUEUE = 100;

    private final RunRecord record;
    private final double limitMs;
    private final List<SecondRow> bad = new ArrayList<>();
    private final List<SecondRow> good = new ArrayList<>();

    private Causes(RunRecord record, double limitMs, Series series) {
        this.record = record;
        this.limitMs = limitMs;
        for (SecondRow row : series.rows()) {
            if (row.p99Ms() != null) (row.p99Ms() >= limitMs ? bad : good).add(row);
        }
    }

    /// What is known of a miss; null: no series, or no single second was over the limit.
    static Reason.@Nullable Evidence of(RunRecord record, double limitMs, @Nullable Series series) {
        if (series == null) return null;
        Causes causes = new Causes(record, limitMs, series);
        if (causes.bad.isEmpty()) return null;
        Optional<Cause> cause = causes.find();
        return new Reason.Evidence(
                causes.when(),
                cause.map(Cause::why).orElse(null),
                cause.map(Cause::attempt).orElse(null),
                List.of());
    }

    private record Cause(String why, String attempt) {}

    private String when() {
        if (good.isEmpty()) return "in every second";
        double rest = good.stream()
                .map(SecondRow::p99Ms)
                .mapToDouble(ms -> ms == null ? 0 : ms)
                .max()
                .orElse(0);
        return "%s only; in the others p99 is at most %s".formatted(spans(), Figures.ms(rest, limitMs));
    }

    /// `second 17`, `seconds 17–19`, `seconds 3, 8, 17–19`; beyond four spans their number.
    private String spans() {
        List<String> spans = new ArrayList<>();
        for (int i = 0; i < bad.size(); ) {
            int from = bad.get(i).second();
            int to = from;
            for (i++; i < bad.size() && bad.get(i).second() == to + 1; i++) to++;
            spans.add(from == to ? "" + from : from + "–" + to);
        }
        if (spans.size() > 4) return bad.size() + " of " + (bad.size() + good.size()) + " seconds";
        return (bad.size() == 1 ? "second " : "seconds ") + String.join(", ", spans);
    }

    /// A queue last: what fills the machine fills its queues too.
    private Optional<Cause> find() {
        return Stream.<Optional<Cause>>of(pause(), steal(), hiccup(), fullMachine(), queue())
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Cause> pause() {
        return peak(SecondRow::gcPauseMs, PART_OF_LIMIT * limitMs)
                .map(row -> new Cause(
                        "GC pauses of %s in second %d (server, jvm.gc=%s)"
                                .formatted(
                                        Figures.ms(value(row, SecondRow::gcPauseMs)), row.second(), setting("jvm.gc")),
                        "zgc".equals(setting("jvm.gc")) ? "a larger heap, fewer --sessions" : "--set jvm.gc=zgc"));
    }

    private Optional<Cause> steal() {
        return peak(SecondRow::stealShare, STEAL_SHARE)
                .map(row -> new Cause(
                        "the hypervisor took %s of the CPU time in second %d"
                                .formatted(Figures.percent(value(row, SecondRow::stealShare)), row.second()),
                        "a quieter machine, or guildstorm doctor"));
    }

    private Optional<Cause> hiccup() {
        return peak(SecondRow::hiccupMs, PART_OF_LIMIT * limitMs)
                .map(row -> new Cause(
                        "the machine stood still for %s in second %d"
                                .formatted(Figures.ms(value(row, SecondRow::hiccupMs)), row.second()),
                        "a quieter machine, or guildstorm doctor"));
    }

    /// Ten wait at once in every burst: what stands in a queue then is no cause.
    private Optional<Cause> queue() {
        return bad.stream()
                .flatMap(row -> row.queues().keySet().stream())
                .distinct()
                .flatMap(name -> peak(row -> row.queues().get(name), LONG_QUEUE)
                        .map(row -> new Cause(
                                "queue %s held %s in second %d"
                                        .formatted(
                                                name,
                                                Figures.count(value(
                                                        row, r -> r.queues().get(name))),
                                                row.second()),
                                "a lower --rate, or fewer --sessions"))
                        .stream())
                .findFirst();
    }

    private Optional<Cause> fullMachine() {
        Integer cores = record.machine() == null ? null : record.machine().cores();
        if (cores == null) return Optional.empty();
        return peak(Causes::cpu, FULL_SHARE * cores)
                .map(row -> new Cause(
                        "the CPU was full in second %d: %s of %s"
                                .formatted(
                                        row.second(),
                                        Figures.digits(value(row, Causes::cpu)),
                                        Figures.count(cores, "core", "cores")),
                        "fewer --sessions, a lower --rate, or more cores"));
    }

    private static @Nullable Double cpu(SecondRow row) {
        if (row.cpuS().isEmpty()) return null;
        return row.cpuS().values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /// The bad second in which something was largest, if it reached `least` and was twice what any good second had;
    /// without good seconds reaching `least` is enough.
    private Optional<SecondRow> peak(Function<SecondRow, @Nullable Double> figure, double least) {
        SecondRow peak = null;
        for (SecondRow row : bad) if (peak == null || value(row, figure) > value(peak, figure)) peak = row;
        if (peak == null || value(peak, figure) < least) return Optional.empty();
        double elsewhere =
                good.stream().mapToDouble(row -> value(row, figure)).max().orElse(0);
        boolean ordinary = elsewhere >= least && value(peak, figure) < 2 * elsewhere;
        return ordinary ? Optional.empty() : Optional.of(peak);
    }

    private static double value(SecondRow row, Function<SecondRow, @Nullable Double> figure) {
        Double value = figure.apply(row);
        return value == null ? 0 : value;
    }

    private String setting(String name) {
        Object value = record.settings().get(name);
        return value == null ? "unknown" : value.toString();
    }
}
