/// Rules for all benchmarks there are, and each of them run tiny, so that none can rot.
@NullMarked
package io.guildstorm.benchmarks;

import org.jspecify.annotations.NullMarked;
