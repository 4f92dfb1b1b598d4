package io.guildstorm.reports.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Path;

/// A file that is not the JSON of a run. The message names the file and the place.
public final class UnreadableRunException extends IOException {
    public UnreadableRunException(Path file, Exception cause) {
        super("%s is not a run record: %s".formatted(file, summary(cause)), cause);
    }

    private static String summary(Exception cause) {
        return cause instanceof JsonProcessingException json && json.getLocation() != null
                ? json.getOriginalMessage() + " (line " + json.getLocation().getLineNr() + ")"
                : String.valueOf(cause.getMessage());
    }
}
