/// What a client asks of a guild's members over its WebSocket (op 8), answered in chunks.
///
/// - **Called by** `gateway`, with the command. **Calls** `guild` for the view, `gateway.session` to number frames.
/// - **Owner** of an answer under way: the lane of its session.
@NullMarked
package io.guildstorm.server.gateway.members;

import org.jspecify.annotations.NullMarked;
