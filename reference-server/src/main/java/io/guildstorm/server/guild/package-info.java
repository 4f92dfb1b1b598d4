/// The guild process: the only writer of a guild's channels, members and messages, and so the source of order.
///
/// - **Called by** `api` with commands and `gateway` with joins, both through [Guilds]. **Calls** `store` until a
///   change is durable, and only then `fanout`.
/// - **Owner** the guild's actor, placed by Cluster Sharding; everyone else holds a [Guilds].
@NullMarked
package io.guildstorm.server.guild;

import org.jspecify.annotations.NullMarked;
