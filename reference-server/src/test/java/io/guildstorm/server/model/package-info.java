/// Tests of the rules that are values.
@NullMarked
package io.guildstorm.server.model;

import org.jspecify.annotations.NullMarked;
