package io.guildstorm.reports.record;

import java.time.Instant;

/// One round of a run with several sides, in the order run.
/// @param dir folder within the run's
public record Round(String side, Instant started, String dir) {}
