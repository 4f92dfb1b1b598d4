/// Tests of tokens and limits.
@NullMarked
package io.guildstorm.server.access;

import org.jspecify.annotations.NullMarked;
