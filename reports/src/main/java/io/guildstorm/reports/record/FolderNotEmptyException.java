package io.guildstorm.reports.record;

import java.io.IOException;
import java.nio.file.Path;

/// `--out` names a place where a run cannot be put without mixing it with something else.
public final class FolderNotEmptyException extends IOException {
    FolderNotEmptyException(Path out, String what) {
        super("%s %s: name a folder that is empty or does not exist yet".formatted(out, what));
    }
}
