package io.guildstorm.reports.target;

import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Verdict;

/// What the process says when it ends.
public enum ExitStatus {
    /// Targets met.
    MET(0),
    /// A target missed, an audit not clean, or the system under test gave way.
    MISSED(1),
    /// Bad usage or input, nothing started.
    BAD_INPUT(2),
    /// The instrument or the machine could not judge.
    CANNOT_JUDGE(3),
    /// Interrupted before there was anything to judge.
    INTERRUPTED(130);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /// Of a judged run. A fault found before an interruption outranks it, as in the verdict.
    public static ExitStatus of(RunRecord record) {
        boolean interrupted = record.reasons().stream().anyMatch(reason -> reason.is(Reason.Code.INTERRUPTED));
        Verdict verdict = record.verdict() == null ? Verdict.INVALID : record.verdict();
        return switch (verdict) {
            case PASS -> MET;
            case FAIL -> MISSED;
            case INVALID -> interrupted ? INTERRUPTED : CANNOT_JUDGE;
        };
    }
}
