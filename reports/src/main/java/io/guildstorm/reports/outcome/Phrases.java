package io.guildstorm.reports.outcome;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Headroom;
import io.guildstorm.reports.target.AuditRule;
import io.guildstorm.reports.target.Figures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parts of a record as phrases, the same in terminal and summary.
final class Phrases {
    private Phrases() {}

    /// `1,200,000 of 1,200,000: once, in order, intact`
    static String audit(Audit audit) {
        List<String> findings = new ArrayList<>();
        for (AuditRule rule : AuditRule.values()) {
            if (rule.broken(audit) > 0) findings.add(Figures.count(rule.broken(audit)) + " " + rule.word());
        }
        if (audit.inFlight() > 0) findings.add(Figures.count(audit.inFlight()) + " in flight");
        String outcome = findings.isEmpty() ? "once, in order, intact" : String.join(", ", findings);
        return "%s of %s: %s".formatted(Figures.count(audit.delivered()), Figures.count(audit.expected()), outcome);
    }

    /// How far the load could grow.
    /// Null: the ramp found out nothing.
    static @Nullable String room(Headroom headroom, @Nullable Integer cores) {
        Long met = headroom.metUpTo();
        Long missed = headroom.missedAt();
        if (missed == null) {
            return met == null
                    ? null
                    : "met up to %s %s, where the ramp ended: the edge is farther out"
                            .formatted(Figures.count(met), headroom.axis());
        }
        String from = met == null ? "met at no step" : "met up to %s %s".formatted(Figures.count(met), headroom.axis());
        return "%s; at %s %s%s"
                .formatted(from, Figures.count(missed), gaveWay(headroom.gaveWay()), shares(headroom, cores));
    }

    private static String gaveWay(@Nullable String part) {
        return switch (part) {
            case null -> "the target was missed";
            case "machine" -> "this machine is full";
            default -> "the " + part + " gives way";
        };
    }

    private static String shares(Headroom headroom, @Nullable Integer cores) {
        boolean full = "machine".equals(headroom.gaveWay());
        String limit = full ? ": a limit of the box, not yet of the server" : "";
        if (headroom.serverCpuShare() == null || headroom.loadCpuShare() == null) return limit;
        String of = cores == null ? "of the CPU" : "of " + Figures.count(cores, "core", "cores");
        return " (server %s, load %s %s)%s"
                .formatted(
                        Figures.percent(headroom.serverCpuShare()),
                        Figures.percent(headroom.loadCpuShare()),
                        of,
                        limit);
    }
}
