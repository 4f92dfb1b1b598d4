/// Benchmarks of what a guild is made of, in one JVM and without sockets.
@NullMarked
package io.guildstorm.server.model;

import org.jspecify.annotations.NullMarked;
