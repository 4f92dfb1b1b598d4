package io.guildstorm.cli;

import io.guildstorm.scenarios.run.bench.BenchRequest;
import io.guildstorm.scenarios.run.bench.BenchRun;
import io.guildstorm.scenarios.run.process.Home;
import io.guildstorm.scenarios.run.screen.Screen;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `guildstorm bench`: what single operations cost.
@Command(
        name = "bench",
        description = "Measure what single operations cost, by JMH, and leave a report. All of it: about ten minutes.",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "PATTERN",
            arity = "0..1",
            description = "regular expression on class or method: see guildstorm list benchmarks")
    private @Nullable String pattern;

    @Option(names = "--quick", description = "each for less than a second, in one JVM; the report says so")
    private boolean quick;

    @Option(names = "--out", paramLabel = "DIR", description = "folder of the run; default: a new one in runs/")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        String command = "guildstorm "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
        return new BenchRun(Home.find(), Screen.standard())
                .run(new BenchRequest(command, pattern, quick, out))
                .code();
    }
}
