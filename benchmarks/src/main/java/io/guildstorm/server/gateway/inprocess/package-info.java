/// Benchmarks of what sessions without sockets do with a frame.
@NullMarked
package io.guildstorm.server.gateway.inprocess;

import org.jspecify.annotations.NullMarked;
