package io.guildstorm.reports.outcome;

import io.guildstorm.reports.record.Interval;
import io.guildstorm.reports.record.Machine;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.TargetResult;
import io.guildstorm.reports.record.Verdict;
import io.guildstorm.reports.target.Figures;
import io.guildstorm.reports.target.LatencyMetric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `summary.md`: about ten lines of Markdown for a pull request, verdict and headline first.
public final class Summary {
    private static final int REASONS = 3;

    private final RunRecord record;
    private final List<String> lines = new ArrayList<>();

    private Summary(RunRecord record) {
        this.record = record;
    }

    public static void write(Path file, RunRecord record) throws IOException {
        Files.writeString(file, of(record));
    }

    /// The text of the file.
    public static String of(RunRecord record) {
        Summary summary = new Summary(record);
        summary.head();
        summary.table();
        summary.foot();
        return String.join("\n", summary.lines) + "\n";
    }

    private void head() {
        Verdict verdict = ResultBlock.verdict(record);
        String sign = switch (verdict) {
            case PASS -> "✅";
            case FAIL -> "❌";
            case INVALID -> "⚠️";
        };
        lines.add("%s **%s** · %s".formatted(sign, verdict.word(), text(record.headline())));
        lines.add("");
    }

    private void table() {
        List<String> rows = new ArrayList<>();
        record.targets().forEach(target -> rows.add(target(target)));
        if (record.audit() != null) {
            rows.add(row(
                    "audit", Phrases.audit(record.audit()), "", record.audit().clean() ? "clean" : "**not clean**"));
        }
        if (record.cost() != null && record.cost().serverCpuUsPerDelivery() != null) {
            Double ratio = record.cost().relativeToBareSend();
            rows.add(row(
                    "server CPU a delivery",
                    Figures.digits(record.cost().serverCpuUsPerDelivery()) + " µs",
                    "",
                    ratio == null ? "" : Figures.times(ratio) + " the bare socket write"));
        }
        String room = record.headroom() == null ? null : Phrases.room(record.headroom(), cores());
        if (room != null) rows.add(row("room", room, "", ""));
        if (rows.isEmpty()) return;
        lines.add("| | measured | limit | |");
        lines.add("|---|---|---|---|");
        lines.addAll(rows);
        lines.add("");
    }

    private String target(TargetResult target) {
        Quantiles delivery = record.latency().delivery();
        Interval ci = delivery == null || !target.metric().equals(LatencyMetric.DELIVERY_P99.path())
                ? null
                : delivery.p99CiMs();
        String actual = target.actual() == null
                ? "unknown"
                : Figures.ms(target.actual(), target.limit())
                        + (ci == null
                                ? ""
                                : " (95 %%: %s–%s)".formatted(Figures.digits(ci.low()), Figures.digits(ci.high())));
        String word = target.met() == null ? "not judged" : target.met() ? "met" : "**missed**";
        return row(
                "%s, %s".formatted(LatencyMetric.of(target.metric()).label(), target.name()),
                actual,
                "< " + Figures.ms(target.limit()),
                word);
    }

    private void foot() {
        record.reasons().stream().limit(REASONS).map(Summary::reason).forEach(lines::add);
        Machine machine = record.machine();
        String where = Stream.of(
                        cores() == null ? null : Figures.count(cores(), "core", "cores"),
                        machine == null ? null : machine.cpuModel(),
                        machine == null || machine.transport() == null ? null : machine.transport(),
                        machine == null || machine.network() == null ? null : machine.network())
                .filter(Objects::nonNull)
                .reduce((a, b) -> a + ", " + b)
                .orElse("machine unknown");
        lines.add("`%s` · seed %s · %s".formatted(text(record.command()), text(record.seed()), where));
    }

    private static String reason(Reason reason) {
        Reason.Evidence evidence = reason.evidence();
        StringBuilder line = new StringBuilder("- " + reason.code() + ": " + reason.text());
        if (evidence != null && evidence.when() != null) line.append("; ").append(evidence.when());
        if (evidence != null && evidence.why() != null) line.append("; ").append(evidence.why());
        return line.toString();
    }

    private @Nullable Integer cores() {
        return record.machine() == null ? null : record.machine().cores();
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String text(@Nullable Object value) {
        return value == null ? "unknown" : value.toString().replace("|", "\\|");
    }
}
