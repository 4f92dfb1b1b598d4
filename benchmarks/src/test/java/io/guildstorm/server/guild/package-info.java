/// Shows for each benchmark that what it returns follows from what it was given and from all of its work.
@NullMarked
package io.guildstorm.server.guild;

import org.jspecify.annotations.NullMarked;
