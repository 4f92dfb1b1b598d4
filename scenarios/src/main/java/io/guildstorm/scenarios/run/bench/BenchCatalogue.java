package io.guildstorm.scenarios.run.bench;

import io.guildstorm.reports.bench.BenchResult;
import io.guildstorm.reports.bench.BenchResult.About;
import io.guildstorm.scenarios.run.bench.BenchEvent.Known;
import io.guildstorm.scenarios.run.exit.EnvironmentException;
import io.guildstorm.scenarios.run.exit.NearestWord;
import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.process.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// All measurements there are, as the module of the benchmarks tells.
/// @param all by their numbers
public record BenchCatalogue(List<Known> all) {
    static final String MAIN = "io.guildstorm.benchmarks.Main";

    /// It is gone after a moment: quick to start is all it need be.
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    public BenchCatalogue {
        all = List.copyOf(all);
    }

    /// Asks the module, which takes a part of a second.
    public static BenchCatalogue of(Home home) {
        List<String> command = new ArrayList<>(List.of(Home.java()));
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", home.benchmarksClassPath(), MAIN, "list"));
        List<Known> all = new ArrayList<>();
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine())
                    if (BenchEvent.of(line).orElse(null) instanceof Known known) all.add(known);
            }
        } catch (IOException e) {
            throw new EnvironmentException("cannot ask for the benchmarks there are: " + e.getMessage(), e);
        }
        if (all.isEmpty())
            throw new EnvironmentException("the module benchmarks tells of none. Build it: mvn -q -Dquick package");
        return new BenchCatalogue(all);
    }

    /// The regular expression that was typed.
    /// @throws UsageException when it is none
    static @Nullable Pattern pattern(@Nullable String typed) {
        try {
            return typed == null ? null : Pattern.compile(typed);
        } catch (PatternSyntaxException e) {
            throw new UsageException(
                    "PATTERN cannot be \"%s\": %s at character %d. Give a regular expression, for example HotChannel."
                            .formatted(typed, e.getDescription().toLowerCase(java.util.Locale.ROOT), e.getIndex() + 1));
        }
    }

    /// The numbers of those whose class or method the pattern finds, `Nothing` always among them.
    /// @param pattern null: all
    /// @throws UsageException when it finds none
    public List<Integer> matching(@Nullable Pattern pattern) {
        List<Integer> found = IntStream.range(0, all.size())
                .filter(at -> pattern == null
                        || pattern.matcher(name(at)).find()
                        || pattern.matcher(all.get(at).name()).find())
                .boxed()
                .toList();
        if (found.isEmpty()) throw new UsageException(nothingFound(String.valueOf(pattern)));
        return IntStream.range(0, all.size())
                .filter(at -> found.contains(at) || name(at).equals(BenchResult.NOTHING))
                .boxed()
                .toList();
    }

    private String nothingFound(String typed) {
        TreeSet<String> topics = new TreeSet<>();
        TreeSet<String> words = new TreeSet<>();
        for (int at = 0; at < all.size(); at++) {
            String name = name(at);
            int dot = name.indexOf('.');
            topics.add(name.substring(0, dot));
            words.addAll(List.of(name, name.substring(0, dot), name.substring(dot + 1)));
        }
        return "no benchmark matches \"%s\": there are %s; guildstorm list benchmarks tells more.%s"
                .formatted(typed, String.join(", ", topics), NearestWord.suggestion(typed, words));
    }

    /// `HotChannel.encodeOnce`
    public String name(int at) {
        String inFull = all.get(at).name();
        int method = inFull.lastIndexOf('.');
        String type = inFull.substring(inFull.lastIndexOf('.', method - 1) + 1, method);
        return type.replaceFirst("Benchmark$", "") + inFull.substring(method);
    }

    /// `HotChannel.encodeOnce, sessions 1000`
    String inWords(int at) {
        StringBuilder words = new StringBuilder(name(at));
        all.get(at)
                .params()
                .forEach((name, value) ->
                        words.append(", ").append(name).append(' ').append(value));
        return words.toString();
    }

    /// What a benchmark says of itself.
    /// @param inFull class and method
    About about(String inFull) {
        return all.stream()
                .filter(known -> known.name().equals(inFull))
                .findFirst()
                .map(Known::about)
                .orElse(new About("", null, List.of()));
    }
}
