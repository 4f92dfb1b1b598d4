/// Unmodified client libraries of others against the packaged server, each in a process of its own.
@NullMarked
package io.guildstorm.server.client;

import org.jspecify.annotations.NullMarked;
