@NullMarked
package io.guildstorm.server.presence.inprocess;

import org.jspecify.annotations.NullMarked;
