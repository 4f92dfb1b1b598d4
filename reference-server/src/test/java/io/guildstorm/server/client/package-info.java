/// Unmodified client libraries of others against the packaged server, each as its users call it.
@NullMarked
package io.guildstorm.server.client;

import org.jspecify.annotations.NullMarked;
