/// `guildstorm bench`: starts the process of the benchmarks, shows how far it is, and leaves a folder with what it came
/// to. The benchmarks themselves are another module, which this one starts and does not know.
///
/// - **Called by** the command line; [io.guildstorm.scenarios.run.bench.BenchEvent] also by the process of the
///   benchmarks, which speaks it. **Calls** `run.process`, `run.context`, `run.machine`, `run.screen` and `reports`.
/// - **Owner** the thread that calls [io.guildstorm.scenarios.run.bench.BenchRun#run].
@NullMarked
package io.guildstorm.scenarios.run.bench;

import org.jspecify.annotations.NullMarked;
