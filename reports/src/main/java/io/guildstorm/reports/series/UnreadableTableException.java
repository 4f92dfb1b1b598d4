package io.guildstorm.reports.series;

import org.jspecify.annotations.Nullable;

/// A cell of a run's table that is not what its column holds. The message names file, line, column and value.
public final class UnreadableTableException extends RuntimeException {
    UnreadableTableException(String message, @Nullable Exception cause) {
        super(message, cause);
    }
}
