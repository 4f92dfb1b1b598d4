package io.guildstorm.server.guild;

import io.guildstorm.server.store.SortedRows;
import io.guildstorm.server.store.rocksdb.RocksDbRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A real engine that knows how much of its log a power cut leaves for certain: all that was in the file when its last
/// sync ended. What lies behind is in the memory of the kernel, as far as anybody was promised.
///
/// **Owner** of [#write]: the store's writer; any thread reads [#syncedBytes].
final class SyncedLog implements SortedRows {
    private final Path folder;
    private final RocksDbRows rows;
    private volatile long syncedBytes;

    SyncedLog(Path folder) throws IOException {
        this.folder = folder;
        rows = RocksDbRows.open(folder);
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
        long before = rows.syncs();
        rows.write(batch);
        if (rows.syncs() > before) {
            syncedBytes = Files.size(newest(folder)); // nobody else writes to it
        }
    }

    @Override
    public void recover() throws IOException {
        rows.recover();
    }

    @Override
    public byte @Nullable [] get(Table table, byte[] key) throws IOException {
        return rows.get(table, key);
    }

    @Override
    public void scan(Table table, byte[] least, byte[] greatest, Direction direction, RowVisitor visitor)
            throws IOException {
        rows.scan(table, least, greatest, direction, visitor);
    }

    @Override
    public long syncs() {
        return rows.syncs();
    }

    @Override
    public void close() {
        rows.close();
    }
}
