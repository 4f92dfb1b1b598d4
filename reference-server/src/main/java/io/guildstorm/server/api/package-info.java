/// REST to commands: the routes of the Discord dialect, the admin API, metrics, and the HTTP connections that they
/// come in on. No rules of its own: what may be done is the guild's to say, what can be seen is read off its view.
///
/// - **Called by** `node`, which puts an [HttpPipeline] on each socket. **Calls** `guild` with commands, `store`
///   for reads, `access` for tokens and limits, and an [Upgrades] for what wants to be a WebSocket.
/// - **Owner** of a connection and its unanswered requests: its lane. Start at [RouteTable].
@NullMarked
package io.guildstorm.server.api;

import org.jspecify.annotations.NullMarked;
