package io.guildstorm.server.store;

/// Bounds of a store inside one process.
/// @param pending writes that may wait, of all guilds: the switch `store.pending`
/// @param batchWrites most writes in one synced batch
/// @param batchBytes a batch takes no further write once it holds this many bytes
/// @param readers threads that read
/// @param readsWaiting reads that may wait for a thread
public record StoreSettings(int pending, int batchWrites, int batchBytes, int readers, int readsWaiting) {
    public static final StoreSettings DEFAULTS = new StoreSettings(4_096, 256, 1 << 20, 4, 1_024);

    public StoreSettings {
        if (pending < 1 || batchWrites < 1 || batchBytes < 1 || readers < 1 || readsWaiting < 1) {
            throw new IllegalArgumentException("a bound of the store is below 1: pending " + pending + ", batchWrites "
                    + batchWrites + ", batchBytes " + batchBytes + ", readers " + readers + ", readsWaiting "
                    + readsWaiting);
        }
    }

    public StoreSettings withPending(int writes) {
        return new StoreSettings(writes, batchWrites, batchBytes, readers, readsWaiting);
    }
}
