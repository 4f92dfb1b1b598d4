/// What happened in a torture run, as its clients saw it: calls with begin and end, sessions with every dispatch,
/// faults.
/// Times are nanoseconds of one monotonic clock, counted from the start of the run. Values only, no I/O.
///
/// - **Called by** `torture.drive`, which records, and `torture.check`, which judges. **Calls** nothing.
/// - **Owner** nobody: all types are immutable. Start at [io.guildstorm.simulator.torture.history.History].
@NullMarked
package io.guildstorm.simulator.torture.history;

import org.jspecify.annotations.NullMarked;
