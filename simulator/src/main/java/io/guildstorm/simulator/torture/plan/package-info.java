/// What a torture run is going to do, drawn from its seed before it begins.
///
/// - **Called by** `torture.drive` and the command line. **Calls** nothing.
/// - **Owner** nobody: all types are immutable. Start at [io.guildstorm.simulator.torture.plan.Plan].
@NullMarked
package io.guildstorm.simulator.torture.plan;

import org.jspecify.annotations.NullMarked;
