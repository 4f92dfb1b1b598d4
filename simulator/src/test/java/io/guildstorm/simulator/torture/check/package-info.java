@NullMarked
package io.guildstorm.simulator.torture.check;

import org.jspecify.annotations.NullMarked;
