package io.guildstorm.benchmarks;

import io.guildstorm.scenarios.run.bench.BenchEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// The process of the benchmarks: `list` tells all cases, `run FILE standard|quick NUMBER…` measures those with these
/// numbers in the list, one after another, and has all results so far in FILE, as JMH writes them, after each. So a run
/// that is ended keeps what it has.
///
/// It ends when its stdin does, and its JVMs with it. They have the flags that it was started with. What JMH tells goes
/// to stderr, [BenchEvent]s to stdout.
///
/// **Owner:** the main thread.
public final class Main {
    private static final TimeValue QUICK = TimeValue.milliseconds(200);
    private static final int QUICK_ITERATIONS = 3;

    private final List<BenchmarkCase> all = BenchmarkCase.all();
    private final List<RunResult> results = new ArrayList<>();
    private final Path file;
    private final Pace pace;

    /// How long each case is measured.
    enum Pace {
        /// As its annotations say.
        STANDARD,
        /// In one JVM, for less than a second.
        QUICK
    }

    private Main(Path file, Pace pace) {
        this.file = file;
        this.pace = pace;
    }

    /// @param words see above
    public static void main(String[] words) throws IOException {
        if (words.length == 1 && words[0].equals("list")) {
            BenchmarkCase.all().forEach(each -> say(each.known()));
            return;
        }
        if (words.length < 3 || !words[0].equals("run")) {
            System.err.println("list, or run FILE standard|quick NUMBER…");
            System.exit(2);
        }
        Thread.ofPlatform().daemon().name("stdin").start(Main::endWithStdin);
        Pace pace = words[2].equals("quick") ? Pace.QUICK : Pace.STANDARD;
        var main = new Main(Path.of(words[1]), pace);
        for (String number : List.of(words).subList(3, words.length)) {
            main.measure(Integer.parseInt(number));
        }
    }

    private static void say(BenchEvent event) {
        System.out.println(event.line());
        System.out.flush();
    }

    private static void endWithStdin() {
        try {
            while (System.in.read() >= 0) {
                // nobody has anything to say but the end
            }
        } catch (IOException gone) {
            // that is the end, too
        }
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        System.exit(130); // and not halt: JMH has temporary files to remove
    }

    private void measure(int at) throws IOException {
        say(new BenchEvent.Begun(at));
        try {
            var told = OutputFormatFactory.createFormatInstance(System.err, VerboseMode.NORMAL);
            Collection<RunResult> measured = new Runner(options(all.get(at), pace), told).run();
            results.addAll(measured);
            keep();
            say(new BenchEvent.Ended(at));
        } catch (RunnerException e) {
            say(new BenchEvent.Failed(at, reason(e)));
        }
    }

    static Options options(BenchmarkCase one, Pace pace) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(one.name()) + "$")
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true);
        one.params().forEach(options::param);
        if (pace == Pace.QUICK) {
            options.forks(1)
                    .warmupIterations(1)
                    .warmupTime(QUICK)
                    .measurementIterations(QUICK_ITERATIONS)
                    .measurementTime(QUICK);
        }
        return options.build();
    }

    private static String reason(RunnerException failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("");
    }

    /// By rename: who reads it finds all of it.
    private void keep() throws IOException {
        Path whole = file.resolveSibling(file.getFileName() + ".part");
        try {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, whole.toString())
                    .writeOut(results);
        } catch (IllegalStateException e) {
            throw new UncheckedIOException(new IOException("cannot write " + whole, e));
        }
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
