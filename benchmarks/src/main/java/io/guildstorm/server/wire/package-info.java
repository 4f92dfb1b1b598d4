/// Benchmarks of encoding, without sockets, and the messages that other benchmarks send.
@NullMarked
package io.guildstorm.server.wire;

import org.jspecify.annotations.NullMarked;
