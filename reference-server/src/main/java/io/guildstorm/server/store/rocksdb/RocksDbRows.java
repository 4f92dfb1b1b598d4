package io.guildstorm.server.store.rocksdb;

import io.guildstorm.server.store.SortedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// Sorted rows in RocksDB, a column family for each table.
///
/// **Owner** of writes: the store's writer. The lock keeps the native handle from being closed or replaced under a
/// reader; readers and the writer share it, only [#recover] and [#close] hold it alone.
public final class RocksDbRows implements SortedRows {
    private final Path folder;
    private final ReentrantReadWriteLock handle = new ReentrantReadWriteLock();
    private final WriteOptions synced;
    private OpenDatabase database;
    private long syncsBefore;
    private boolean closed;

    /// Opens the folder, or makes it. What an interrupted last write has left behind is dropped.
    /// @throws io.guildstorm.server.store.DataFolderInUse another process has it open
    public static RocksDbRows open(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new RocksDbRows(folder);
    }

    private RocksDbRows(Path folder) throws IOException {
        this.folder = folder;
        database = OpenDatabase.at(folder);
        synced = new WriteOptions().setSync(true); // native, as is all of RocksDB: not before the library is loaded
    }

    @Override
    public void write(List<RowChange> batch) throws IOException {
        var shared = shared();
        try (var rows = new WriteBatch()) {
            for (RowChange change : batch) {
                var table = database.table(change.table());
                switch (change) {
                    case RowChange.Put put -> rows.put(table, put.key(), put.value());
                    case RowChange.Delete delete -> rows.delete(table, delete.key());
                    case RowChange.DeleteRange range -> rows.deleteRange(table, range.from(), range.to());
                }
            }
            database.rocks().write(synced, rows);
        } catch (RocksDBException e) {
            throw new IOException("RocksDB cannot write to " + folder + ": " + e.getMessage(), e);
        } finally {
            shared.unlock();
        }
    }

    /// RocksDB refuses every write after one to its log has failed, until it is opened anew.
    @Override
    public void recover() throws IOException {
        handle.writeLock().lock();
        try {
            if (!closed) {
                syncsBefore += database.syncs();
                database.close();
                closed = true;
            }
            database = OpenDatabase.at(folder);
            closed = false;
        } finally {
            handle.writeLock().unlock();
        }
    }

    @Override
    public byte @Nullable [] get(Table table, byte[] key) throws IOException {
        var shared = shared();
        try {
            return database.rocks().get(database.table(table), key);
        } catch (RocksDBException e) {
            throw unreadable(e);
        } finally {
            shared.unlock();
        }
    }

    @Override
    public void scan(Table table, byte[] least, byte[] greatest, Direction direction, RowVisitor visitor)
            throws IOException {
        var shared = shared();
        byte[] afterGreatest = Arrays.copyOf(greatest, greatest.length + 1);
        try (var lower = new Slice(least);
                var upper = new Slice(afterGreatest);
                var options = new ReadOptions().setIterateLowerBound(lower).setIterateUpperBound(upper);
                var rows = database.rocks().newIterator(database.table(table), options)) {
            if (direction == Direction.RISING) {
                rows.seekToFirst();
            } else {
                rows.seekToLast();
            }
            visitAll(rows, direction, visitor);
            rows.status();
        } catch (RocksDBException e) {
            throw unreadable(e);
        } finally {
            shared.unlock();
        }
    }

    private static void visitAll(RocksIterator rows, Direction direction, RowVisitor visitor) {
        while (rows.isValid() && visitor.visit(rows.key(), rows.value())) {
            if (direction == Direction.RISING) {
                rows.next();
            } else {
                rows.prev();
            }
        }
    }

    private IOException unreadable(RocksDBException e) {
        return new IOException("RocksDB cannot read " + folder + ": " + e.getMessage(), e);
    }

    private Lock shared() throws IOException {
        var lock = handle.readLock();
        lock.lock();
        if (closed) {
            lock.unlock();
            throw new IOException("the store in " + folder + " is closed");
        }
        return lock;
    }

    /// RocksDB's own count of synced log files.
    @Override
    public long syncs() {
        handle.readLock().lock();
        try {
            return syncsBefore + (closed ? 0 : database.syncs());
        } finally {
            handle.readLock().unlock();
        }
    }

    @Override
    public void close() {
        handle.writeLock().lock();
        try {
            if (!closed) {
                database.flush();
                syncsBefore += database.syncs();
                database.close();
                closed = true;
            }
            synced.close();
        } finally {
            handle.writeLock().unlock();
        }
    }
}
