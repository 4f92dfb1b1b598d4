/// Where messages, guilds and users survive: [MessageStore] with its engines `memory` and `rocksdb`, the one writer
/// that batches and syncs for all guilds, and the readers.
///
/// - **Called by** `guild` (writes, loading), `api` (reads), `node` (opening). **Calls** no package but `model`.
/// - **Owner** of all writes: the thread `store-writer`; of nothing: the threads `store-read-N`.
@NullMarked
package io.guildstorm.server.store;

import org.jspecify.annotations.NullMarked;
