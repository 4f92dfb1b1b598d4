/// What the server's tests share.
@NullMarked
package io.guildstorm.server;

import org.jspecify.annotations.NullMarked;
