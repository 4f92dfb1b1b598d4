/// The active users of a run, as Gatling simulations: they sign in, send on schedule, edit, delete, type, read
/// history.
///
/// - **Called by** Gatling, in a process of its own; `run` starts it and speaks to it by JSON lines
///   ([LoadControl]). **Calls** `schedule` and `check`.
/// - **Owner** of the recorders and files: the thread `recorder`; of a sender's place in the schedule: its Gatling
///   session.
/// - Latency counts from the intended send. Gatling's own response times do not, so they are not our figures.
@NullMarked
package io.guildstorm.scenarios.gatling;

import org.jspecify.annotations.NullMarked;
