/// Who may come in and how often: tokens, rate limits.
///
/// - **Called by** `api` and `gateway`, which need the same answers. **Calls** no package but `model`.
/// - **Owner** [Tokens] is immutable; a rate limiter says at its class which thread it belongs to.
@NullMarked
package io.guildstorm.server.access;

import org.jspecify.annotations.NullMarked;
