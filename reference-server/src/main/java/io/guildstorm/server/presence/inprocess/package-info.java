/// Users without sockets whose statuses change as often as the operator asks: what a presence server bears, and whether
/// what it tells of a million users is true. The node makes a [io.guildstorm.server.presence.inprocess.PresenceCrowd],
/// and the admin API asks it.
@NullMarked
package io.guildstorm.server.presence.inprocess;

import org.jspecify.annotations.NullMarked;
