/// Benchmarks of finding out whose a key is.
@NullMarked
package io.guildstorm.server.ring;

import org.jspecify.annotations.NullMarked;
