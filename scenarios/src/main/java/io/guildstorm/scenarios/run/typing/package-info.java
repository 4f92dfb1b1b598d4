/// `typing-storm`: many type in a busy channel, and what that costs its messages.
///
/// - **Called by** `run`, through [io.guildstorm.scenarios.run.typing.TypingRun]. **Calls** `sides`, which plays the
///   rounds.
/// - **Owner** the run's thread; invisible devices are heard on threads of their HTTP client.
@NullMarked
package io.guildstorm.scenarios.run.typing;

import org.jspecify.annotations.NullMarked;
