/// Tests of HTTP connections over real sockets, with routes and a clock of their own.
@NullMarked
package io.guildstorm.server.api;

import org.jspecify.annotations.NullMarked;
