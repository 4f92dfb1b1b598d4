/// When a run's sends are due: pure values, no clock and no threads.
///
/// - **Called by** `gatling` (the sender), `swarm` (driving the floor) and `run` (phases). **Calls** nothing of
///   ours.
/// - **Owner** none: immutable values. Times are nanoseconds from an anchor that the run chooses.
@NullMarked
package io.guildstorm.scenarios.schedule;

import org.jspecify.annotations.NullMarked;
