package io.guildstorm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.RunnerException;

class EveryBenchmarkTest {
    /// What a JVM takes to start and a guild of fifteen million to be founded, on average over all.
    private static final double SECONDS_BESIDE_EACH_FORK = 1.5;

    private static final double SECONDS_AT_MOST = 600;

    /// Each method once, with the least of its parameters, which is their first.
    static List<BenchmarkCase> benchmarks() {
        return List.copyOf(BenchmarkCase.all().stream()
                .collect(Collectors.toMap(
                        BenchmarkCase::name, Function.identity(), (first, _) -> first, LinkedHashMap::new))
                .values());
    }

    static Stream<Class<?>> classes() {
        return benchmarks().stream().<Class<?>>map(BenchmarkCase::declaring).distinct();
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void it_runs(BenchmarkCase one) throws RunnerException {
        assertThat(TinyRun.of(one))
                .singleElement()
                .satisfies(result ->
                        assertThat(result.getPrimaryResult().getScore()).isPositive());
    }

    /// What nobody takes, the compiler need not compute.
    @ParameterizedTest
    @MethodSource("benchmarks")
    void it_gives_away_what_it_computed(BenchmarkCase one) {
        var method = one.method();

        assertThat(method.getReturnType() != void.class
                        || Arrays.asList(method.getParameterTypes()).contains(Blackhole.class))
                .as(one.name() + " returns something or takes a Blackhole")
                .isTrue();
    }

    /// `XyzBenchmark.abc` has `XyzBenchmarkTest.abc_…` in its package.
    @ParameterizedTest
    @MethodSource("benchmarks")
    void a_test_holds_what_it_returns_against_what_it_ought_to(BenchmarkCase one) {
        String test = one.declaring().getName() + "Test";
        assertThatCode(() -> Class.forName(test)).as("there is a " + test).doesNotThrowAnyException();

        assertThat(testsOf(test))
                .as("tests of " + test)
                .anyMatch(name -> name.startsWith(one.method().getName() + "_"));
    }

    private static List<String> testsOf(String test) {
        try {
            return Arrays.stream(Class.forName(test).getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Test.class))
                    .map(java.lang.reflect.Method::getName)
                    .toList();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("classes")
    void its_claim_is_that_of_its_javadoc(Class<?> type) throws IOException {
        var source = Path.of("src/main/java", type.getName().replace('.', '/') + ".java");
        String words = Files.readString(source).replaceAll("\\s*///\\s*", " ");
        var claim = type.getAnnotation(Claim.class);

        assertThat(claim).as("@Claim of " + type).isNotNull();
        assertThat(words).contains("Claim: " + claim.value() + ". `guildstorm bench ");
    }

    @ParameterizedTest
    @MethodSource("classes")
    void it_measures_time_for_an_operation(Class<?> type) {
        assertThat(type.getAnnotation(BenchmarkMode.class).value()).containsExactly(Mode.AverageTime);
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void what_is_done_for_each_is_counted_by_a_parameter(BenchmarkCase one) {
        var each = one.method().getAnnotation(Each.class);

        assertThat(each == null || one.params().containsKey(each.param()))
                .as(one + " has the parameter of " + each)
                .isTrue();
    }

    @Test
    void all_of_them_take_ten_minutes_at_most() {
        var all = BenchmarkCase.all();

        assertThat(all.stream()
                        .mapToDouble(one -> one.seconds() + one.forks() * SECONDS_BESIDE_EACH_FORK)
                        .sum())
                .as("seconds of " + all.size() + " cases")
                .isLessThan(SECONDS_AT_MOST);
        assertThat(all.stream().collect(Collectors.groupingBy(BenchmarkCase::forks)))
                .as("each in two JVMs, as two may differ")
                .containsOnlyKeys(2);
    }

    @Test
    void a_case_is_told_with_what_stands_beside_its_figures() {
        var relay = BenchmarkCase.all().stream()
                .filter(one -> one.name().endsWith("DispatchBenchmark.relay"))
                .findFirst()
                .orElseThrow();

        assertThat(relay.params()).isEqualTo(Map.of("recipients", "1000"));
        assertThat(relay.known().line())
                .startsWith(
                        "{\"event\":\"known\",\"name\":\"io.guildstorm.server.fanout.DispatchBenchmark.relay\",\"params\":{\"recipients\":\"1000\"},\"seconds\":5.6")
                .contains("\"each\":{\"what\":\"recipient\",\"param\":\"recipients\"}")
                .contains("\"from_micros\":30.0,\"to_micros\":70.0,\"source\":\"Discord, How Discord Scaled Elixir");
    }

    @Test
    void a_quick_run_measures_in_one_jvm() {
        var one = BenchmarkCase.all().getFirst();

        assertThat(Main.options(one, Main.Pace.QUICK).getForkCount().get()).isEqualTo(1);
        assertThat(Main.options(one, Main.Pace.STANDARD).getForkCount().hasValue())
                .isFalse();
    }
}
