/// What survives this process besides the store, so that another gateway can go on with its sessions: the newest
/// events of each guild and a record of each session, in Redis. A seam of bytes: `guild` and `gateway.session` know
/// what they mean.
///
/// - **Called by** `guild`, which appends events before it publishes them, and `gateway.session`. **Calls** Redis.
/// - **Owner** of what is kept: Redis. Nothing here waits for it on a caller's thread.
@NullMarked
package io.guildstorm.server.state;

import org.jspecify.annotations.NullMarked;
