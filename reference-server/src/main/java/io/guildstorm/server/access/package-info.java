/// Who may come in and how often: tokens, rate limits.
///
/// - **Called by** `api` and `gateway`, which need the same answers. **Calls** no package but `model`.
/// - **Owner** [Tokens] is immutable; what counts says at its class which threads may call it.
@NullMarked
package io.guildstorm.server.access;

import org.jspecify.annotations.NullMarked;
