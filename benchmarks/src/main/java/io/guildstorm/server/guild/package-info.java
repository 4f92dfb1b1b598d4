/// Benchmarks of what a guild's owner does on the path of a send.
@NullMarked
package io.guildstorm.server.guild;

import org.jspecify.annotations.NullMarked;
