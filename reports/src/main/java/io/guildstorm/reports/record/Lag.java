package io.guildstorm.reports.record;

import org.jspecify.annotations.Nullable;

/// How late an instrument was.
public record Lag(@Nullable Double p99Ms, @Nullable Double maxMs) {
    public static final Lag UNKNOWN = new Lag(null, null);
}
