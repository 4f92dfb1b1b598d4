package io.guildstorm.server.store.memory;

import io.guildstorm.server.store.SortedRows;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// Sorted rows in the heap. A batch is not seen as one step by readers, as nothing here needs that: a message is one
/// row.
public final class MemoryRows implements SortedRows {
    private final Map<Table, ConcurrentNavigableMap<byte[], byte[]>> tables = new EnumMap<>(Table.class);

    public MemoryRows() {
        for (Table table : Table.values()) {
            tables.put(table, new ConcurrentSkipListMap<>(Arrays::compareUnsigned));
        }
    }

    @Override
    public void write(List<RowChange> batch) {
        for (RowChange change : batch) {
            var table = table(change.table());
            switch (change) {
                case RowChange.Put put -> table.put(put.key(), put.value());
                case RowChange.Delete delete -> table.remove(delete.key());
                case RowChange.DeleteRange range ->
                    table.subMap(range.from(), range.to()).clear();
            }
        }
    }

    @Override
    public void recover() {}

    @Override
    public byte @Nullable [] get(Table table, byte[] key) {
        return table(table).get(key);
    }

    @Override
    public void scan(Table table, byte[] least, byte[] greatest, Direction direction, RowVisitor visitor) {
        if (Arrays.compareUnsigned(least, greatest) > 0) {
            return;
        }
        var range = table(table).subMap(least, true, greatest, true);
        for (var row : (direction == Direction.RISING ? range : range.descendingMap()).entrySet()) {
            if (!visitor.visit(row.getKey(), row.getValue())) {
                return;
            }
        }
    }

    @Override
    public long syncs() {
        return 0;
    }

    @Override
    public void close() {}

    private ConcurrentNavigableMap<byte[], byte[]> table(Table table) {
        return Objects.requireNonNull(tables.get(table));
    }
}
