package io.guildstorm.server.store.rocksdb;

import io.guildstorm.server.store.DataFolderInUse;
import io.guildstorm.server.store.SortedRows.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Statistics;
import org.rocksdb.StatsLevel;
import org.rocksdb.Status;
import org.rocksdb.TickerType;
import org.rocksdb.WALRecoveryMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One opened database with the native objects that live as long as it does.
///
/// After a crash the log is read up to its first damage (`kPointInTimeRecovery`): what was acknowledged was synced
/// and lies before it, and a tail that the disk wrote out of order, which the stricter modes refuse to open, is only
/// what nobody was told of. What is dropped is named in our log.
final class OpenDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenDatabase.class);
    private static final long CACHE_BYTES = 64 << 20;
    private static final long MESSAGES_BUFFER_BYTES = 32 << 20;
    /// Filled once, when a guild is founded.
    private static final long PAGES_BUFFER_BYTES = 64 << 20;

    private static final long SMALL_BUFFER_BYTES = 8 << 20;
    private static final long LOG_BYTES_MAX = 128 << 20;
    private static final int BLOOM_BITS = 10;

    private final RocksDB rocks;
    private final List<ColumnFamilyHandle> families;
    private final Map<Table, ColumnFamilyHandle> tables = new EnumMap<>(Table.class);
    private final Statistics statistics;
    private final List<AbstractNativeReference> options;

    static OpenDatabase at(Path folder) throws IOException {
        RocksDB.loadLibrary();
        var kept = new ArrayList<AbstractNativeReference>();
        var statistics = new Statistics();
        statistics.setStatsLevel(StatsLevel.EXCEPT_DETAILED_TIMERS);
        try {
            var options = databaseOptions(statistics, kept);
            var descriptors = descriptors(kept);
            var handles = new ArrayList<ColumnFamilyHandle>();
            var rocks = RocksDB.open(options, folder.toString(), descriptors, handles);
            return new OpenDatabase(rocks, handles, statistics, kept);
        } catch (RocksDBException e) {
            kept.reversed().forEach(AbstractNativeReference::close);
            statistics.close();
            if (isLockRefused(e)) {
                throw new DataFolderInUse(folder, e);
            }
            throw new IOException("RocksDB cannot open " + folder + ": " + e.getMessage(), e);
        }
    }

    private OpenDatabase(
            RocksDB rocks,
            List<ColumnFamilyHandle> families,
            Statistics statistics,
            List<AbstractNativeReference> options) {
        this.rocks = rocks;
        this.families = families;
        this.statistics = statistics;
        this.options = options;
        var handles = families.iterator();
        handles.next(); // the default family, which RocksDB wants and nobody uses
        for (Table table : Table.values()) {
            tables.put(table, handles.next());
        }
    }

    RocksDB rocks() {
        return rocks;
    }

    ColumnFamilyHandle table(Table table) {
        return Objects.requireNonNull(tables.get(table));
    }

    long syncs() {
        return statistics.getTickerCount(TickerType.WAL_FILE_SYNCED);
    }

    private static DBOptions databaseOptions(Statistics statistics, List<AbstractNativeReference> kept) {
        var options = new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
                .setMaxTotalWalSize(LOG_BYTES_MAX)
                .setKeepLogFileNum(4)
                .setMaxBackgroundJobs(2)
                .setStatsDumpPeriodSec(0)
                .setStatistics(statistics);
        kept.add(options);
        var logger = new org.rocksdb.Logger(InfoLogLevel.WARN_LEVEL) {
            @Override
            protected void log(InfoLogLevel level, String message) {
                LOG.warn("RocksDB: {}", message);
            }
        };
        options.setLogger(logger);
        kept.add(logger);
        return options;
    }

    private static List<ColumnFamilyDescriptor> descriptors(List<AbstractNativeReference> kept) {
        var cache = new LRUCache(CACHE_BYTES);
        var filter = new BloomFilter(BLOOM_BITS);
        kept.add(cache);
        kept.add(filter);
        var blocks = new BlockBasedTableConfig().setBlockCache(cache).setFilterPolicy(filter);
        var descriptors = new ArrayList<ColumnFamilyDescriptor>();
        descriptors.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY));
        for (Table table : Table.values()) {
            var options = new ColumnFamilyOptions()
                    .setTableFormatConfig(blocks)
                    .setCompressionType(compression(table))
                    .setWriteBufferSize(bufferBytes(table));
            kept.add(options);
            byte[] name = table.name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            descriptors.add(new ColumnFamilyDescriptor(name, options));
        }
        return descriptors;
    }

    /// Pages of members are numbers that look random: compressing them took time and saved nothing.
    private static CompressionType compression(Table table) {
        return table == Table.MEMBER_PAGES ? CompressionType.NO_COMPRESSION : CompressionType.LZ4_COMPRESSION;
    }

    private static long bufferBytes(Table table) {
        return switch (table) {
            case MESSAGES -> MESSAGES_BUFFER_BYTES;
            case MEMBER_PAGES -> PAGES_BUFFER_BYTES;
            case GUILDS, MEMBERS, USERS, NONCES -> SMALL_BUFFER_BYTES;
        };
    }

    private static boolean isLockRefused(RocksDBException e) {
        var status = e.getStatus();
        return status != null
                && status.getCode() == Status.Code.IOError
                && String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("lock");
    }

    /// Writes out what is only in memory and in the log, so that the next start need not trust the log.
    void flush() {
        try (var options = new FlushOptions()) {
            rocks.flush(options, families);
        } catch (RocksDBException e) {
            LOG.warn(
                    "RocksDB did not write out its memory, the log will be read at the next start: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        families.forEach(ColumnFamilyHandle::close);
        try {
            rocks.closeE();
        } catch (RocksDBException e) {
            LOG.warn("RocksDB did not close cleanly: {}", e.getMessage());
        }
        options.reversed().forEach(AbstractNativeReference::close);
        statistics.close();
    }
}
