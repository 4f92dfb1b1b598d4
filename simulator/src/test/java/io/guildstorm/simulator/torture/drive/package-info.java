@NullMarked
package io.guildstorm.simulator.torture.drive;

import org.jspecify.annotations.NullMarked;
