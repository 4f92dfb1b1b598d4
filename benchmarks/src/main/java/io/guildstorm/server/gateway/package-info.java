/// Benchmarks of the path from a guild to its sessions' sockets, sockets left out.
@NullMarked
package io.guildstorm.server.gateway;

import org.jspecify.annotations.NullMarked;
