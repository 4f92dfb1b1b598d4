package io.guildstorm.reports.record;

import org.jspecify.annotations.Nullable;

/// A target and what became of it.
/// @param metric dotted path into `run.json`, `latency.delivery.p99_ms`
/// @param limit  in the unit that ends the metric's name
/// @param actual null: not measured, or the sample could not carry it
/// @param met    null: not judged
/// @param source where the limit comes from
public record TargetResult(
        String name,
        String metric,
        double limit,
        @Nullable Double actual,
        @Nullable Boolean met,
        @Nullable String source) {}
