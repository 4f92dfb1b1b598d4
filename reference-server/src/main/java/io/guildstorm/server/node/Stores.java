package io.guildstorm.server.node;

import io.guildstorm.server.model.Ticker;
import io.guildstorm.server.store.DataFolderInUse;
import io.guildstorm.server.store.EmbeddedStore;
import io.guildstorm.server.store.MessageStore;
import io.guildstorm.server.store.StoreSettings;
import io.guildstorm.server.store.memory.MemoryRows;
import io.guildstorm.server.store.rocksdb.RocksDbRows;
import java.io.IOException;
import java.util.function.Consumer;

/// Opens the store that the switch `store` names.
final class Stores {
    private Stores() {}

    /// @param onWriterDeath told that nothing can be written any more
    static MessageStore open(
            String store, DataFolder folder, StoreSettings settings, Ticker ticker, Consumer<Throwable> onWriterDeath) {
        try {
            var rows = store.equals("memory")
                    ? new MemoryRows()
                    : RocksDbRows.open(folder.path().resolve("rocksdb"));
            return EmbeddedStore.open(rows, settings, ticker, onWriterDeath);
        } catch (DataFolderInUse _) {
            throw DataFolder.inUse(folder.path());
        } catch (IOException e) {
            throw DataFolder.unwritable(folder.path(), e);
        }
    }
}
