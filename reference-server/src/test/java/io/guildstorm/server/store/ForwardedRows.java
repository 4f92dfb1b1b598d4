package io.guildstorm.server.store;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An engine that hands everything on to another; what a test wants otherwise, it overrides.
public abstract class ForwardedRows implements SortedRows {
    private final SortedRows rows;

    protected ForwardedRows(SortedRows rows) {
        this.rows = rows;
    }

    @Override
    public void write(List<RowChange> batch) throws IOException {
        rows.write(batch);
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
