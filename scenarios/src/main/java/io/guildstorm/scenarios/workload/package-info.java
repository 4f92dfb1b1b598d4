/// The scenarios, one small file each: the question, the switches, the load, what must hold.
///
/// - **Called by** `run`, which plays them, and by the command line, which lists them. **Calls** `schedule` only.
/// - **Owner** none: immutable values without I/O, so that what a run will do can be read and tested without
///   running it.
@NullMarked
package io.guildstorm.scenarios.workload;

import org.jspecify.annotations.NullMarked;
