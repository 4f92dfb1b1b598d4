/// Benchmarks of the lists of members.
@NullMarked
package io.guildstorm.server.memberlist;

import org.jspecify.annotations.NullMarked;
