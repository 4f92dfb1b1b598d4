package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guildstorm.server.node.RefusedStart.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INTENTS = "33281";

    @TempDir
    static Path folder;

    private static TestCertificate certificate;
    private static TestCertificate other;
    private static Node node;
    private static HttpClient http;
    private static JsonNode demo;

    @BeforeAll
    static void start() throws Exception {
        certificate = TestCertificate.in(folder, "EC");
        other = TestCertificate.in(folder, "RSA");
        node = ServerUnderTest.start(words(certificate, "served"));
        http = HttpClient.newBuilder().sslContext(certificate.trust()).build();
        demo = JSON.readTree(folder.resolve("served/demo.json").toFile());
    }

    @AfterAll
    static void stop() {
        http.shutdownNow();
        node.close();
    }

    private static List<String> words(TestCertificate which, String data, String... more) {
        var words = new ArrayList<>(
                List.of("--port", "0", "--data", folder.resolve(data).toString(), "--demo"));
        words.addAll(List.of("--demo-users", "3", "--set", "store=memory"));
        for (String limit : List.of("send", "route", "global", "invalid")) {
            words.addAll(List.of("--set", "access." + limit + "-limit=off"));
        }
        words.addAll(List.of("--set", "access.identify-concurrency=off"));
        words.addAll(List.of(
                "--tls-cert",
                which.certificate().toString(),
                "--tls-key",
                which.key().toString()));
        words.addAll(List.of(more));
        return words;
    }

    private static String token(int person) {
        return demo.path("users").path(person).path("token").asText();
    }

    private static Person person(int person) {
        return new Person(http, node.url(), "Bot " + token(person));
    }

    private static String channel() {
        return demo.at("/channels/0/id").asText();
    }

    @Test
    void requests_are_answered_and_every_address_that_is_told_is_encrypted() {
        var self = person(0).get("users/@me");

        assertThat(self.status()).isEqualTo(200);
        assertThat(node.url()).startsWith("https://127.0.0.1:");
        assertThat(demo.path("base_url").asText()).isEqualTo(node.url());
        assertThat(demo.path("gateway_url").asText()).isEqualTo("wss://" + node.authority() + "/gateway");
        assertThat(person(0).get("gateway").json().path("url").asText())
                .isEqualTo("wss://" + node.authority() + "/gateway");
        assertThat(person(0).get("gateway/bot").json().path("url").asText())
                .isEqualTo("wss://" + node.authority() + "/gateway");
    }

    /// A frame that went past TLS would end the connection.
    @Test
    void a_session_hears_everything_in_order_with_its_answers_between() throws Exception {
        int count = 300;
        try (var ben = new Listener(token(1))) {
            var ready = ben.await("READY");
            ben.await("GUILD_CREATE");
            for (int i = 0; i < count; i++) {
                person(0)
                        .later("POST", "/api/v10/channels/" + channel() + "/messages", body(i))
                        .join();
                if (i % 10 == 0) {
                    ben.beat();
                }
            }

            var heard = new ArrayList<String>();
            while (heard.size() < count) {
                heard.add(ben.await("MESSAGE_CREATE").path("d").path("content").asText());
            }

            assertThat(ready.path("d").path("resume_gateway_url").asText())
                    .isEqualTo("wss://" + node.authority() + "/gateway");
            assertThat(heard)
                    .isEqualTo(IntStream.range(0, count).mapToObj(TlsTest::text).toList());
            assertThat(ben.awaitAnswers(count / 10)).isEqualTo(count / 10);
        }
    }

    /// What waits for it goes through TLS in its order, whether it waited before TLS or behind.
    @Test
    void a_reader_that_stalls_and_comes_back_misses_nothing() throws Exception {
        int count = 120;
        try (var ben = new Listener(token(2))) {
            ben.await("GUILD_CREATE");
            ben.stall();
            for (int i = 0; i < count; i++) {
                person(0)
                        .later("POST", "/api/v10/channels/" + channel() + "/messages", body(i))
                        .join();
            }
            ben.readOn();

            var heard = new ArrayList<String>();
            while (heard.size() < count) {
                heard.add(ben.await("MESSAGE_CREATE").path("d").path("content").asText());
            }

            assertThat(heard)
                    .isEqualTo(IntStream.range(0, count).mapToObj(TlsTest::text).toList());
        }
    }

    private static String text(int number) {
        return number + " " + "x".repeat(1_700);
    }

    private static String body(int number) {
        return "{\"content\":\"" + text(number) + "\"}";
    }

    @Test
    void who_does_not_speak_tls_is_not_spoken_to() {
        int port = Integer.parseInt(node.authority().replaceAll(".*:", ""));

        assertThatThrownBy(() -> RawHttp.get(port, "/healthz")).isInstanceOf(Exception.class);
        assertThat(person(0).get("/healthz").status()).isEqualTo(200);
    }

    @Test
    void who_does_not_know_the_certificate_hangs_up() {
        try (var stranger = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> new Person(stranger, node.url(), null).get("/healthz"))
                    .hasRootCauseInstanceOf(
                            java.security.cert.CertPathBuilderException.class.asSubclass(Exception.class));
        }
    }

    @Test
    void a_key_of_either_kind_serves() throws Exception {
        try (var second = ServerUnderTest.start(words(other, "rsa"));
                var client = HttpClient.newBuilder().sslContext(other.trust()).build()) {
            assertThat(new Person(client, second.url(), null).get("/healthz").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void files_that_will_not_do_are_named_before_anything_starts() throws IOException {
        Path text = Files.writeString(folder.resolve("text.pem"), "no pem at all\n");
        Path nowhere = folder.resolve("nowhere.pem");
        String cert = certificate.certificate().toString();
        String key = certificate.key().toString();

        refused(nowhere.toString(), key, "--tls-cert cannot be \"" + nowhere + "\": there is no such file.");
        refused(cert, nowhere.toString(), "--tls-key cannot be \"" + nowhere + "\": there is no such file.");
        refused(text.toString(), key, "--tls-cert cannot be \"" + text + "\": it holds no certificate");
        refused(cert, text.toString(), "--tls-key cannot be \"" + text + "\": it holds no plain PKCS#8 key");
        refused(cert, other.key().toString(), "it is not the key of the certificate in --tls-cert.");
        refused(cert, null, "--tls-cert needs --tls-key beside it");
        refused(null, key, "--tls-key needs --tls-cert beside it");
    }

    private static void refused(@Nullable String cert, @Nullable String key, String message) {
        var words = new ArrayList<>(
                List.of("--port", "0", "--data", folder.resolve("never").toString()));
        if (cert != null) {
            words.addAll(List.of("--tls-cert", cert));
        }
        if (key != null) {
            words.addAll(List.of("--tls-key", key));
        }
        assertThatExceptionOfType(RefusedStart.class)
                .isThrownBy(() -> ServerUnderTest.start(words))
                .withMessageContaining(message)
                .satisfies(refusal -> assertThat(refusal.fault()).isEqualTo(Fault.INPUT));
        assertThat(folder.resolve("never")).doesNotExist();
    }

    @Test
    void a_server_that_others_can_reach_warns_in_one_line_unless_it_encrypts() {
        String warning = "nothing is encrypted";
        try (var log = new LogCapture()) {
            ServerUnderTest.start(words(certificate, "everywhere", "--host", "0.0.0.0"))
                    .close();
            ServerUnderTest.start(List.of(
                            "--port", "0", "--data", folder.resolve("here").toString()))
                    .close();
            assertThat(log.lines()).noneMatch(line -> line.contains(warning));

            ServerUnderTest.start(List.of(
                            "--port", "0", "--data", folder.resolve("open").toString(), "--host", "0.0.0.0"))
                    .close();

            assertThat(log.lines())
                    .filteredOn(line -> line.contains(warning))
                    .singleElement()
                    .satisfies(line ->
                            assertThat(line.strip()).contains("--tls-cert").doesNotContain("\n"));
        }
    }

    /// A signed-in client over TLS.
    private static final class Listener implements WebSocket.Listener, AutoCloseable {
        private final LinkedBlockingQueue<JsonNode> payloads = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();
        private final WebSocket socket;
        private volatile boolean stalled;
        private int answers;

        Listener(String token) {
            socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create("wss://" + node.authority() + "/gateway?v=10&encoding=json"), this)
                    .join();
            send("{\"op\":2,\"d\":{\"token\":\"" + token + "\",\"intents\":" + INTENTS + ",\"properties\":{}}}");
        }

        private void send(String text) {
            socket.sendText(text, true).join();
        }

        void beat() {
            send("{\"op\":1,\"d\":null}");
        }

        void stall() {
            stalled = true;
        }

        void readOn() {
            stalled = false;
            socket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                try {
                    payloads.add(JSON.readTree(part.toString()));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                part.setLength(0);
            }
            if (!stalled) {
                from.request(1);
            }
            return null;
        }

        /// The next of this type; answers to heartbeats are counted, the rest is dropped.
        JsonNode await(String type) throws InterruptedException {
            while (true) {
                var payload = next();
                if (payload.path("t").asText().equals(type)) {
                    return payload;
                }
            }
        }

        private JsonNode next() throws InterruptedException {
            var payload = payloads.poll(30, TimeUnit.SECONDS);
            assertThat(payload).as("something within 30 s").isNotNull();
            if (payload.path("op").asInt() == 11) {
                answers++;
            }
            return payload;
        }

        int awaitAnswers(int least) throws InterruptedException {
            while (answers < least) {
                next();
            }
            return answers;
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
