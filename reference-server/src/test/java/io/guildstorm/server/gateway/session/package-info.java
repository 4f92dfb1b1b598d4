/// Tests of sessions and their parts.
@NullMarked
package io.guildstorm.server.gateway.session;

import org.jspecify.annotations.NullMarked;
