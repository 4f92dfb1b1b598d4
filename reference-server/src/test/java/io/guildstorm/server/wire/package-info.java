/// Tests of what goes over the wire.
@NullMarked
package io.guildstorm.server.wire;

import org.jspecify.annotations.NullMarked;
