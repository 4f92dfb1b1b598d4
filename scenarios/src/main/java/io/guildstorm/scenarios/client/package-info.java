/// The gateway protocol as a reader sees it: a codec of our own, shared with no server, so that one bug cannot hide
/// on both sides.
///
/// - **Called by** `swarm`. **Calls** `check`, in whose terms it says what an event is.
/// - **Owner** a [io.guildstorm.scenarios.client.GatewaySession] and all it uses belong to one Netty event loop;
///   nothing here is shared between loops. A message costs no object: frames are walked in the loop's one receive
///   buffer, and an event that equals one read before is known by comparing its bytes
///   ([io.guildstorm.scenarios.client.DispatchReader]).
@NullMarked
package io.guildstorm.scenarios.client;

import org.jspecify.annotations.NullMarked;
