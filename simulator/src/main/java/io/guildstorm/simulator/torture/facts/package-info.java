/// A history, sorted for those who judge it: which call wrote a text, what became of a message, who could see what
/// when,
/// and how each event reads as a line.
///
/// - **Called by** `torture.check`. **Calls** `torture.history`.
/// - **Owner** the calling thread. Start at [io.guildstorm.simulator.torture.facts.Facts].
@NullMarked
package io.guildstorm.simulator.torture.facts;

import org.jspecify.annotations.NullMarked;
