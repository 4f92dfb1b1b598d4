package io.guildstorm.reports.record;

import org.jspecify.annotations.Nullable;

/// What a change did to a metric, from paired rounds.
/// @param outcome         `lower`, `higher`, `no-difference` or `undecided`
/// @param smallestVisible smallest change that these rounds would have seen, as a ratio's distance from 1
/// @param noise           what a side moved against itself, likewise
public record Effect(
        String metric,
        @Nullable Double a,
        @Nullable Double b,
        @Nullable Double ratio,
        @Nullable Interval ci,
        @Nullable Integer rounds,
        @Nullable String outcome,
        @Nullable Double smallestVisible,
        @Nullable Double noise) {}
