/// What a run of the JMH benchmarks came to: `bench.json`, a public interface as `run.json` is, made from JMH's own
/// `jmh.json`.
/// - **Called by** `scenarios.run.bench`, which writes it, `chart`, `page` and `outcome`, which show it. **Calls**
///   `record` for machine and tool.
/// - **Owner** nobody: all types are immutable.
///
/// Names become snake_case; unknown is null, never 0. Start at [BenchRecord].
@NullMarked
package io.guildstorm.reports.bench;

import org.jspecify.annotations.NullMarked;
