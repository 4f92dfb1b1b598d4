package io.guildstorm.reports.page;

import io.guildstorm.reports.chart.theme.Units;
import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Cost;
import io.guildstorm.reports.record.Headroom;
import io.guildstorm.reports.record.Machine;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.TargetResult;
import org.jspecify.annotations.Nullable;

/// What "Copy as Markdown" copies: the report in a few lines, for an issue or a chat.
final class MarkdownSummary {
    private MarkdownSummary() {}

    static String of(RunRecord record) {
        Masthead masthead = new Masthead(record);
        StringBuilder text = new StringBuilder();
        text.append("**")
                .append(masthead.verdict())
                .append("** ")
                .append(masthead.headline())
                .append("\n\n");
        for (TargetResult target : record.targets()) {
            text.append("- ").append(target.name()).append(": ").append(value(target.actual()));
            text.append(" of ")
                    .append(value(target.limit()))
                    .append(" (")
                    .append(target.metric())
                    .append(")");
            text.append(target.met() == null ? "" : target.met() ? ", met" : ", missed")
                    .append('\n');
        }
        Audit audit = record.audit();
        text.append("- audit: ")
                .append(audit == null ? "not measured" : audit(audit))
                .append('\n');
        text.append("- cost: ").append(cost(record.cost())).append('\n');
        Headroom headroom = record.headroom();
        if (headroom != null && headroom.metUpTo() != null) {
            text.append("- room: met up to ")
                    .append(Units.count(headroom.metUpTo()))
                    .append(' ');
            text.append(headroom.axis()).append('\n');
        }
        Machine machine = record.machine();
        if (machine != null) text.append("- machine: ").append(masthead.where()).append('\n');
        if (record.command() != null)
            text.append("\n```\n").append(record.command()).append("\n```\n");
        return text.toString().replace('\u00a0', ' ');
    }

    private static String value(@Nullable Double ms) {
        return ms == null ? "not measured" : Units.millis(ms);
    }

    private static String audit(Audit audit) {
        return Units.count(audit.delivered()) + " of " + Units.count(audit.expected())
                + (audit.clean()
                        ? ", clean"
                        : ", not clean: lost " + audit.lost() + ", repeated " + audit.duplicated() + ", out of order "
                                + audit.reordered() + ", damaged " + audit.corrupted());
    }

    private static String cost(@Nullable Cost cost) {
        Double us = cost == null ? null : cost.serverCpuUsPerDelivery();
        if (us == null) return "not measured";
        Double times = cost == null ? null : cost.relativeToBareSend();
        return Units.digits(us, 3) + " µs a delivery"
                + (times == null ? "" : " = " + Units.digits(times, 3) + " × the bare socket write");
    }
}
