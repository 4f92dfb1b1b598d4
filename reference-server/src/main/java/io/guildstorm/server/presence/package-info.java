/// Who is shown as online to whom: what the devices of a user come to, when a change is told, and to which lanes. Users
/// are spread over presence servers by a ring; each server is a sharded actor that owns the state of its users, in
/// memory. The gateway is the only caller: its lanes report the sessions that they have, subscribe to the users that
/// those sessions show, and carry on what they are told.
@NullMarked
package io.guildstorm.server.presence;

import org.jspecify.annotations.NullMarked;
