@NullMarked
package io.guildstorm.server.state;

import org.jspecify.annotations.NullMarked;
