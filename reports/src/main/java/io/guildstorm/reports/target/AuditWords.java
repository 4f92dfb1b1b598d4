package io.guildstorm.reports.target;

import io.guildstorm.reports.record.Audit;
import java.util.ArrayList;
import java.util.List;

/// An audit as a phrase: `1,200,000 of 1,200,000: once, in order, intact`.
final class AuditWords {
    private AuditWords() {}

    static String of(Audit audit) {
        List<String> findings = new ArrayList<>();
        for (AuditRule rule : AuditRule.values()) {
            if (rule.broken(audit) > 0) findings.add(Figures.count(rule.broken(audit)) + " " + rule.word());
        }
        if (audit.inFlight() > 0) findings.add(Figures.count(audit.inFlight()) + " in flight");
        String outcome = findings.isEmpty() ? "once, in order, intact" : String.join(", ", findings);
        return "%s of %s: %s".formatted(Figures.count(audit.delivered()), Figures.count(audit.expected()), outcome);
    }
}
