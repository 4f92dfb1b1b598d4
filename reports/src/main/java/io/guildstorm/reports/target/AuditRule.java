package io.guildstorm.reports.target;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Reason;

/// A rule of the audit: breaking it once fails the run.
public enum AuditRule {
    LOST(Reason.Code.LOST, "every due delivery comes", "lost"),
    DUPLICATED(Reason.Code.DUPLICATED, "no delivery comes twice", "repeated"),
    REORDERED(Reason.Code.REORDERED, "deliveries of a channel come in order", "out of order"),
    CORRUPTED(Reason.Code.CORRUPTED, "every byte is as it was sent", "damaged"),
    STALE(Reason.Code.STALE, "every edit is seen in the end", "stale"),
    AFTER_DELETE(Reason.Code.AFTER_DELETE, "nothing comes after its delete", "after their delete"),
    LEAKED(Reason.Code.LEAKED, "nothing comes after access is revoked", "leaked");

    private final Reason.Code code;
    private final String law;
    private final String word;

    AuditRule(Reason.Code code, String law, String word) {
        this.code = code;
        this.law = law;
        this.word = word;
    }

    public Reason.Code code() {
        return code;
    }

    /// What must hold, as a sentence.
    public String law() {
        return law;
    }

    /// How often it was broken.
    public long broken(Audit audit) {
        return switch (this) {
            case LOST -> audit.lost();
            case DUPLICATED -> audit.duplicated();
            case REORDERED -> audit.reordered();
            case CORRUPTED -> audit.corrupted();
            case STALE -> audit.stale();
            case AFTER_DELETE -> audit.afterDelete();
            case LEAKED -> audit.leaked();
        };
    }

    /// `lost`, `repeated`: after a count.
    public String word() {
        return word;
    }

    /// `audit.lost`
    public String metric() {
        return "audit." + code.word().replace('-', '_');
    }

    /// `3 of 1,200,000 deliveries lost`
    public String finding(Audit audit) {
        String of = Figures.count(audit.expected(), "delivery", "deliveries");
        return Figures.count(broken(audit)) + " of " + of + " " + word;
    }
}
