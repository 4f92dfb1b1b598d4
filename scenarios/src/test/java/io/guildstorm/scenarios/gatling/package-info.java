/// The active users: their plan alone, and Gatling itself in a process of its own against a scripted server.
@NullMarked
package io.guildstorm.scenarios.gatling;

import org.jspecify.annotations.NullMarked;
