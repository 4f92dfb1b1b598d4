/// Tests of a whole server over real sockets: [ServerUnderTest] starts one, [Person] speaks to it.
@NullMarked
package io.guildstorm.server.node;

import org.jspecify.annotations.NullMarked;
