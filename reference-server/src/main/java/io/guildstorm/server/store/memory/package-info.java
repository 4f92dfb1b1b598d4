/// The engine `memory`: nothing survives the process. It shows what the log's sync costs.
///
/// - **Called by** `node`, which opens it, and `store`. **Calls** no package but `store`.
/// - **Owner** of writes: the thread `store-writer`.
@NullMarked
package io.guildstorm.server.store.memory;

import org.jspecify.annotations.NullMarked;
