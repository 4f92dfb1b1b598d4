/// The rules of docs/architecture.md that a compiler cannot hold: which module and package may call which.
@NullMarked
package io.guildstorm.architecture;

import org.jspecify.annotations.NullMarked;
