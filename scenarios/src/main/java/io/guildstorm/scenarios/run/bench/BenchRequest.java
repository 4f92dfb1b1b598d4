package io.guildstorm.scenarios.run.bench;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the user asked for.
/// @param command as typed, for the record
/// @param pattern regular expression on class or method; null: all
/// @param quick each shortly, and marked so
/// @param out folder of the run, a new one under `runs` when null
public record BenchRequest(
        String command,
        @Nullable String pattern,
        boolean quick,
        @Nullable Path out) {}
