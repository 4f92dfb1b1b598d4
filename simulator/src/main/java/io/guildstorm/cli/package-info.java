/// The command line: one class a command, which reads flags and calls whoever does the work. No logic of its own.
///
/// - **Called by** the launcher `guildstorm`. **Calls** `scenarios.run`, `scenarios.workload`, `reports`.
/// - **Owner** the main thread. Start at [io.guildstorm.cli.Main].
@NullMarked
package io.guildstorm.cli;

import org.jspecify.annotations.NullMarked;
