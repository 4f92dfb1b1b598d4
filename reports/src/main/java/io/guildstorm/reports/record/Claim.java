package io.guildstorm.reports.record;

import org.jspecify.annotations.Nullable;

/// A claim that this run tested.
/// @param outcome `holds`, `fails` or `undecided`
public record Claim(
        String id,
        String expected,
        String outcome,
        @Nullable Ratio effect) {
    public record Ratio(@Nullable Double ratio, @Nullable Interval ci) {}
}
