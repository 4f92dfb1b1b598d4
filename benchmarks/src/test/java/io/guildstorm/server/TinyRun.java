package io.guildstorm.server;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// A benchmark run once and short, in this process: it says nothing about speed.
public final class TinyRun {
    private TinyRun() {}

    /// @param value of its parameter: small
    /// @return a result for each of its methods
    public static Collection<RunResult> of(Class<?> benchmark, String parameter, String value) throws RunnerException {
        var options = new OptionsBuilder()
                .include(benchmark.getName())
                .param(parameter, value)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(20))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        return new Runner(options).run();
    }
}
