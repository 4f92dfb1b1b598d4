package io.guildstorm.benchmarks;

import java.util.Collection;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// A benchmark run once and short, in this process: it says nothing about speed.
final class TinyRun {
    private TinyRun() {}

    static Collection<RunResult> of(BenchmarkCase one) throws RunnerException {
        var options = new OptionsBuilder()
                .include("^" + Pattern.quote(one.name()) + "$")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(5))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        one.params().forEach(options::param);
        return new Runner(options.build()).run();
    }
}
