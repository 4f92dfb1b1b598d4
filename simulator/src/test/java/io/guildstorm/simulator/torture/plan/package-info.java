@NullMarked
package io.guildstorm.simulator.torture.plan;

import org.jspecify.annotations.NullMarked;
