/// Benchmarks of what the audit of a run costs for each delivery: the instrument's own price.
@NullMarked
package io.guildstorm.scenarios.check;

import org.jspecify.annotations.NullMarked;
