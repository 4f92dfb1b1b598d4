/// Who may come in and how often: tokens and their end, origins of web pages, rate limits.
///
/// - **Called by** `api` and `gateway`, which need the same answers. **Calls** no package but `model`.
/// - **Owner** [Origins] and [AdminToken] are immutable; what else there is says at its class which threads may call
/// it.
@NullMarked
package io.guildstorm.server.access;

import org.jspecify.annotations.NullMarked;
