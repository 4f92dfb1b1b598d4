/// Runs each benchmark tiny, so that it cannot rot.
@NullMarked
package io.guildstorm.server;

import org.jspecify.annotations.NullMarked;
