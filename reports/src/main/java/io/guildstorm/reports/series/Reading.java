package io.guildstorm.reports.series;

/// A value seen at an instant: a counter that only rises, or a gauge.
public record Reading(long atNs, double value) {}
