/// The two reasons for not going on: what was typed cannot be done; this machine cannot do it.
///
/// - **Called by** `run` and the command line. **Calls** nothing of ours.
/// - **Owner** none: immutable values.
@NullMarked
package io.guildstorm.scenarios.run.exit;

import org.jspecify.annotations.NullMarked;
