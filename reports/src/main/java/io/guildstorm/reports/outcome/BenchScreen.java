package io.guildstorm.reports.outcome;

import io.guildstorm.reports.bench.BenchRecord;
import io.guildstorm.reports.bench.BenchResult;
import io.guildstorm.reports.chart.theme.Units;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The end of `guildstorm bench` on a terminal: a row a measurement, at most 80 columns wide.
public final class BenchScreen {
    private static final int NAME = 39;
    private static final String ROW = "   %-" + NAME + "s %9s %15s %10s";

    private BenchScreen() {}

    /// @param report as the user may type it
    /// @param exit what the process exits with
    public static List<String> of(BenchRecord record, Path report, int exit) {
        List<String> lines = new ArrayList<>();
        if (!record.benchmarks().isEmpty())
            lines.add(String.format(
                    Locale.ROOT, " %-" + (NAME + 2) + "s %9s %15s %10s", "", "median", "spread", "allocated"));
        record.topics().forEach((name, topic) -> {
            lines.add(" " + name);
            topic.forEach(one -> lines.add(row(one)));
        });
        lines.add("");
        Lines below = new Lines();
        if (record.quick()) below.add(" ", "quick: good for a look, not for a comparison", 1);
        for (BenchResult one : record.likeNothing())
            below.add(
                    " ",
                    one.topic() + ", " + one.inTopic()
                            + " took no longer than nothing does: the compiler left its work out, it is no figure",
                    3);
        for (BenchRecord.Failure one : record.failures())
            below.add(" ", one.name() + " " + one.params() + " could not be measured: " + one.reason(), 3);
        if (!record.others().isEmpty())
            below.add(" ", "disturbed by another run: " + String.join(", ", record.others()), 3);
        below.add(" report  ", report.toString(), 9);
        below.add(
                " ",
                (record.interrupted() ? "interrupted, " : "")
                        + record.benchmarks().size() + " of " + record.planned() + " measured · exit " + exit,
                1);
        lines.addAll(below.all());
        return lines;
    }

    /// One measurement, as it is told when it is made, too.
    public static String row(BenchResult one) {
        String name = one.each() == null ? one.inTopic() : one.inTopic() + ", each";
        Double allocated = one.allocatedBytesPerOp();
        return String.format(
                        Locale.ROOT,
                        ROW,
                        name.length() > NAME ? name.substring(0, NAME - 1) + "…" : name,
                        Units.nanos(one.eachNanos()),
                        spread(one),
                        allocated == null ? "–" : Units.bytes(Math.rint(allocated)))
                .replace('\u00a0', ' ');
    }

    /// From the fastest to the slowest iteration, in parts of the median.
    private static String spread(BenchResult one) {
        return String.format(
                Locale.ROOT,
                "-%.0f%% … +%.0f%%",
                100 * (1 - one.min() / one.median()),
                100 * (one.max() / one.median() - 1));
    }
}
