/// Tests of the gateway over real sockets, against real guild processes with the store in memory.
@NullMarked
package io.guildstorm.server.gateway;

import org.jspecify.annotations.NullMarked;
