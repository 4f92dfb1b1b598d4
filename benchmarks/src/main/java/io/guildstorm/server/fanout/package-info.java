/// Benchmarks of how one event reaches many recipients, and of the log that they resume from, in one JVM.
@NullMarked
package io.guildstorm.server.fanout;

import org.jspecify.annotations.NullMarked;
