/// The rules of a chat, checked against a history. Pure: a history goes in, findings come out.
///
/// - **Called by** `torture.drive` and by whoever has a history. **Calls** `torture.history`.
/// - **Owner** the calling thread. Start at [io.guildstorm.simulator.torture.check.Checker].
@NullMarked
package io.guildstorm.simulator.torture.check;

import org.jspecify.annotations.NullMarked;
