/// What all benchmarks share: the words beside a figure ([Claim], [Each], [Yardstick]), the process that runs them
/// ([Main]), and [NothingBenchmark], which tells whether a figure is one.
///
/// **Dead code.** A compiler that sees that nobody wants a result does not compute it, and the benchmark then times
/// nothing. Three things stand against that; tests hold the first two for every benchmark there is:
/// - what a benchmark computes is returned, or given to a `Blackhole`, so that JMH takes it; what it does for many it
///   adds up, or leaves in arrays that outlive the call;
/// - what is returned follows from all of the work and from the input: for each benchmark a test compares it with what
///   it ought to be, call after call;
/// - each run times [NothingBenchmark] too. What takes less than twice as long as nothing is marked in the table, in
///   `bench.json` and in the report, and is no figure.
///
/// - **Called by** `guildstorm bench`, as a process. **Calls** JMH.
/// - **Owner** [Main] belongs to its process; the others are words.
@NullMarked
package io.guildstorm.benchmarks;

import org.jspecify.annotations.NullMarked;
