/// WebSocket frames: reading those of clients, building our own, and compressing what is in them. Knows RFC 6455 and
/// nothing of sessions.
///
/// - **Called by** `gateway` and `gateway.session`. **Calls** no package of ours.
/// - **Owner** of a [ClientFrames] or [DispatchFrame]: the lane of its socket.
@NullMarked
package io.guildstorm.server.gateway.frame;

import org.jspecify.annotations.NullMarked;
