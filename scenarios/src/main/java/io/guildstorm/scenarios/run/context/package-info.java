/// What every run has, whatever it plays: what was asked of it, its folder, its children, its inbox, and how it ends.
///
/// - **Called by** `run` and every package of it that plays a scenario or a part of one. **Calls** `process`,
///   `machine`, `screen`, `server` and `reports`.
/// - **Owner** the run's thread.
@NullMarked
package io.guildstorm.scenarios.run.context;

import org.jspecify.annotations.NullMarked;
