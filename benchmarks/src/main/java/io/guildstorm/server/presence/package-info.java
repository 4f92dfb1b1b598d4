/// Benchmarks of presence servers.
@NullMarked
package io.guildstorm.server.presence;

import org.jspecify.annotations.NullMarked;
