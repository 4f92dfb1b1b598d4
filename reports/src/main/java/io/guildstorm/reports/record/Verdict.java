package io.guildstorm.reports.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/// What a run came to.
public enum Verdict {
    /// Every judged target met, the audit clean.
    @JsonProperty("pass")
    PASS,
    /// A target missed, the audit not clean, or the system under test gave way to a load that was delivered correctly.
    @JsonProperty("fail")
    FAIL,
    /// The instrument could not do its job: figures are kept, nothing is judged.
    @JsonProperty("invalid")
    INVALID;

    /// The word in `run.json`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
