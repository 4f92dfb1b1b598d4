package io.guildstorm.server.guild;

import io.guildstorm.server.store.ForwardedRows;
import io.guildstorm.server.store.rocksdb.RocksDbRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A real engine that knows how much of its log a power cut leaves for certain: all that was in the file when its last
/// sync ended. What lies behind is in the memory of the kernel, as far as anybody was promised.
///
/// **Owner** of [#write]: the store's writer; any thread reads [#syncedBytes].
final class SyncedLog extends ForwardedRows {
    private final Path folder;
    private volatile long syncedBytes;

    SyncedLog(Path folder) throws IOException {
        super(RocksDbRows.open(folder));
        this.folder = folder;
    }

    /// Of the newest log, from its start.
    long syncedBytes() {
        return syncedBytes;
    }

    /// The log that is written to.
    static Path newest(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    @Override
    public void write(List<RowChange> batch) throws IOException {
        long before = syncs();
        super.write(batch);
        if (syncs() > before) {
            syncedBytes = Files.size(newest(folder)); // nobody else writes to it
        }
    }
}
