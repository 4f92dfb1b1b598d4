package io.guildstorm.scenarios.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.guildstorm.scenarios.schedule.Burst;
import io.guildstorm.scenarios.schedule.LoadSchedule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Gatling in a process of its own, against a scripted server that can hold its answers back.
@Timeout(90)
class HotChannelSimulationIT {
    private static final long SECOND = 1_000_000_000L;
    private static final int RATE = 40;
    private static final LoadSchedule SCHEDULE = new LoadSchedule(RATE, Burst.usual(RATE), 42);
    private static final Pattern INTENDED = Pattern.compile("\"event\":\"tick\",\"intended\":(\\d+)");

    /// Behind two who read and two who type.
    private static final int FLOODER_BEHIND = 4;

    private static final String FLOODER = "Bot OA.AA.x";

    @TempDir
    Path out;

    private final AtomicLong ids = new AtomicLong(1_200_000_000_000_000_000L);
    private final CountDownLatch answersMayGo = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v10/users/@me", exchange -> answer(exchange, 200, "{\"id\":\"7\"}"));
        server.createContext("/api/v10/channels/99/typing", exchange -> answer(exchange, 204, ""));
        server.createContext("/api/v10/channels/99/messages", this::messages);
        server.start();
    }

    @AfterEach
    void stop() {
        answersMayGo.countDown();
        server.stop(0);
    }

    @Test
    void every_send_of_the_schedule_is_made_and_written_down() throws Exception {
        answersMayGo.countDown();
        try (var load = new Load(8, 3)) {
            long anchor = load.begin();

            load.end();

            var rows = rows("sent.gatling-0.csv");
            assertThat(rows).hasSize((int) SCHEDULE.countBefore(3 * SECOND));
            assertThat(rows).allSatisfy(row -> {
                long number = Long.parseLong(row[0]);
                assertThat(Long.parseLong(row[1])).isEqualTo(anchor + SCHEDULE.offsetNanos(number));
                assertThat(Long.parseLong(row[2])).isGreaterThanOrEqualTo(Long.parseLong(row[1]));
                assertThat(row[5]).isEqualTo("acknowledged");
                assertThat(row[6]).startsWith("12000000000");
                assertThat(row[7]).isEqualTo("7");
            });
            assertThat(rows("changes.gatling-0.csv")).extracting(row -> row[1]).contains("edit", "delete");
            assertThat(histogram("send_ack").getTotalCount()).isEqualTo(rows.size());
        }
    }

    @Test
    void a_server_that_holds_its_answers_back_delays_sends_but_loses_none_and_the_wait_is_in_the_figure()
            throws Exception {
        int held = 60;
        try (var load = new Load(8, 4)) {
            load.begin();
            load.awaitIntended(held); // at 40 a second: one and a half seconds in which eight senders wait

            answersMayGo.countDown();
            load.end();

            assertThat(rows("sent.gatling-0.csv")).hasSize((int) SCHEDULE.countBefore(4 * SECOND));
            double waited = held / (double) RATE - 0.5; // less the burst that falls due at once
            assertThat(histogram("send_ack").getMaxValue() / 1e9).isGreaterThan(waited);
            assertThat(histogram("generator_lag").getMaxValue())
                    .as("late senders say so")
                    .isGreaterThan(SECOND / 2);
        }
    }

    @Test
    void one_who_floods_is_written_apart_with_what_it_was_refused_by_and_ends_with_the_others() throws Exception {
        answersMayGo.countDown();
        try (var load = new Load(8, 3, List.of("-Dgs.flood-rate=100", "-Dgs.flood-connections=4"))) {
            long anchor = load.begin();

            load.end();

            int others = (int) SCHEDULE.countBefore(3 * SECOND);
            var flood = rows("flood.gatling-0.csv");
            assertThat(rows("sent.gatling-0.csv")).hasSize(others).allMatch(row -> row[7].equals("7"));
            assertThat(histogram("send_ack").getTotalCount()).isEqualTo(others);
            assertThat(flood).hasSizeBetween(1, 300).allSatisfy(row -> {
                assertThat(Long.parseLong(row[0])).isGreaterThanOrEqualTo(others);
                assertThat(Long.parseLong(row[2])).isLessThan(anchor + 3 * SECOND + SECOND / 10);
                assertThat(row[5]).isEqualTo("refused");
                assertThat(row[7]).isEqualTo("8");
            });
            assertThat(flood).extracting(row -> row[0]).doesNotHaveDuplicates();
            assertThat(rows("refusals.gatling-0.csv"))
                    .hasSameSizeAs(flood)
                    .allSatisfy(row -> assertThat(row).containsSubsequence("8").endsWith("20016", "2.5", "3"));
        }
    }

    @Test
    void who_types_does_so_on_a_schedule_that_ends_with_the_sends() throws Exception {
        answersMayGo.countDown();
        try (var load = new Load(8, 3, List.of("-Dgs.typing=0-2/1000ms,2-3/100ms"))) {
            long anchor = load.begin();

            load.end();

            var typed = rows("typing.gatling-0.csv");
            assertThat(typed).hasSizeBetween(3, 2 * 3 + 30).allSatisfy(row -> {
                assertThat(Long.parseLong(row[1])).isBetween(anchor, anchor + 3 * SECOND);
                assertThat(Long.parseLong(row[2])).isGreaterThan(Long.parseLong(row[1]));
                assertThat(row[3]).isEqualTo("204");
            });
        }
    }

    @Test
    void a_channel_in_which_nobody_types_is_quiet() throws Exception {
        answersMayGo.countDown();
        try (var load = new Load(8, 2, List.of("-Dgs.typing=none"))) {
            load.begin();

            load.end();

            assertThat(rows("typing.gatling-0.csv")).isEmpty();
            assertThat(rows("sent.gatling-0.csv")).isNotEmpty();
        }
    }

    private void messages(HttpExchange exchange) throws IOException {
        String verb = exchange.getRequestMethod();
        if (FLOODER.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().add("Retry-After", "3");
            answer(exchange, 429, "{\"message\":\"slow mode\",\"retry_after\":2.5,\"code\":20016}");
            return;
        }
        if (verb.equals("POST")) {
            try {
                answersMayGo.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        switch (verb) {
            case "POST", "PATCH" -> answer(exchange, 200, "{\"id\":\"" + ids.incrementAndGet() + "\"}");
            case "DELETE" -> answer(exchange, 204, "");
            default -> answer(exchange, 200, "[]");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private List<String[]> rows(String file) throws IOException {
        return Files.readAllLines(out.resolve(file)).stream()
                .skip(1)
                .map(row -> row.split(",", -1))
                .toList();
    }

    private Histogram histogram(String metric) throws IOException {
        var sum = new Histogram(3);
        try (var log =
                new HistogramLogReader(out.resolve(metric + ".gatling-0.hlog").toFile())) {
            for (var next = log.nextIntervalHistogram(); next != null; next = log.nextIntervalHistogram()) {
                sum.add((Histogram) next);
            }
        }
        return sum;
    }

    /// The child process, as `run` would hold it.
    private final class Load implements AutoCloseable {
        private final Process gatling;
        private final BufferedReader said;
        private final PrintStream told;

        Load(int senders, int seconds) throws IOException {
            this(senders, seconds, List.of());
        }

        Load(int senders, int seconds, List<String> besides) throws IOException {
            Path tokens = Files.writeString(
                    out.resolve("tokens"), "Nw.AA.x\n".repeat(senders + FLOODER_BEHIND) + "OA.AA.x\n");
            var command = new ArrayList<String>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dhttps.proxyHost=127.0.0.1",
                    "-Dhttps.proxyPort=9",
                    "-Djava.util.prefs.userRoot=" + out,
                    "-Dgs.base-url=http://127.0.0.1:" + server.getAddress().getPort(),
                    "-Dgs.channel=99",
                    "-Dgs.tokens=" + tokens,
                    "-Dgs.senders=" + senders,
                    "-Dgs.sockets=0",
                    "-Dgs.rate=" + RATE,
                    "-Dgs.seconds=" + seconds,
                    "-Dgs.out=" + out,
                    "-Dgs.controlled=true"));
            command.addAll(besides);
            command.addAll(List.of(
                    "-cp", Files.readString(Path.of("target/classpath.txt")).strip()));
            command.addAll(List.of("io.gatling.app.Gatling", "-s", HotChannelSimulation.class.getName()));
            command.addAll(List.of("-rf", out.resolve("gatling").toString(), "-nr"));
            gatling = new ProcessBuilder(command).redirectErrorStream(true).start();
            said = new BufferedReader(new InputStreamReader(gatling.getInputStream(), StandardCharsets.UTF_8));
            told = new PrintStream(gatling.getOutputStream(), true, StandardCharsets.UTF_8);
        }

        /// @return the instant from which the schedule counts
        long begin() throws IOException {
            await("\"event\":\"signed_in\"");
            long anchor = System.nanoTime() + SECOND / 5;
            tell("{\"cmd\":\"start\",\"anchor_ns\":" + anchor + "}");
            return anchor;
        }

        void awaitIntended(int least) throws IOException {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                var tick = INTENDED.matcher(line);
                if (tick.find() && Integer.parseInt(tick.group(1)) >= least) {
                    return;
                }
            }
            throw new AssertionError("Gatling ended early");
        }

        void end() throws Exception {
            tell("{\"cmd\":\"end\"}");
            await("\"event\":\"done\"");
            assertThat(gatling.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }

        private void tell(String json) {
            told.println(json);
        }

        private void await(String word) throws IOException {
            var all = new StringBuilder();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                all.append(line).append('\n');
                if (line.startsWith("@") && line.contains(word)) {
                    return;
                }
            }
            throw new AssertionError("Gatling ended without " + word + ":\n" + all);
        }

        @Override
        public void close() {
            gatling.destroyForcibly();
        }
    }
}
