/// Tests of WebSocket frames.
@NullMarked
package io.guildstorm.server.gateway.frame;

import org.jspecify.annotations.NullMarked;
