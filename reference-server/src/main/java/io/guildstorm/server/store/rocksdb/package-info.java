/// The engine `rocksdb`, embedded: each batch is synced into a write-ahead log before it counts.
///
/// - **Called by** `node`, which opens it, and `store`. **Calls** no package but `store`.
/// - **Owner** of writes: the thread `store-writer`. Native calls block: they run on it and on `store-read-N` only.
@NullMarked
package io.guildstorm.server.store.rocksdb;

import org.jspecify.annotations.NullMarked;
