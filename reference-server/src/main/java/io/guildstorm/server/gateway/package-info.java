/// WebSocket connections of the Discord dialect: upgrade, frames, lanes.
///
/// - **Called by** `node`, which builds the [Gateway] and hands it each HTTP request that asks for a WebSocket.
///   **Calls** `gateway.session`, which knows what the payloads mean.
/// - **Owner** of a connection and all that hangs on it: its [EventLoopLane].
@NullMarked
package io.guildstorm.server.gateway;

import org.jspecify.annotations.NullMarked;
