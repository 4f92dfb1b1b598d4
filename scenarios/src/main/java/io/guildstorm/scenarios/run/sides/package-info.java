/// Scenarios with more than one side: rounds of the one and the other in turn, each a whole run in a folder of its own,
/// and one record over all of them.
///
/// - **Called by** `revoke` and `slow`, which add what happens in a round. **Calls** `hot`, whose phases a round has.
/// - **Owner** the run's thread.
@NullMarked
package io.guildstorm.scenarios.run.sides;

import org.jspecify.annotations.NullMarked;
