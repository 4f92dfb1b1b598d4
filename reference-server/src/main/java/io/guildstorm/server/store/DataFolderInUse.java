package io.guildstorm.server.store;

import java.io.IOException;
import java.nio.file.Path;

/// Another process has the data folder open: two servers on one folder would overwrite each other.
public final class DataFolderInUse extends IOException {
    public DataFolderInUse(Path folder, Throwable cause) {
        super("data folder in use by another server: " + folder, cause);
    }
}
