package io.guildstorm.server.gateway;

import static io.guildstorm.server.gateway.TestServer.ALL;
import static io.guildstorm.server.gateway.TestServer.ANN;
import static io.guildstorm.server.gateway.TestServer.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.gateway.GatewaySettings.Streams;
import io.guildstorm.server.gateway.GatewaySettings.Writes;
import io.guildstorm.server.guild.GuildSettings;
import io.guildstorm.server.meter.Meter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Frames reach a socket by two ways, straight to the system and through a pipeline: whatever a socket takes or does
/// not take, they may not overtake or cut each other.
class WritePathTest {
    private static final int BEATS = 20;
    private static final int MORE = 300;
    /// So that the stall costs it nothing: the bound has tests of its own.
    private static final int ROOMY = 4 << 20;

    /// What makes a frame leave: by `send` or Netty, of text or of a shared stream.
    static Stream<Arguments> ways() {
        return Stream.of(Writes.values())
                .flatMap(writes -> Stream.of("", "zlib-stream", "zstd-stream")
                        .map(compress -> Arguments.of(writes, "v=10&encoding=json&compress=" + compress)));
    }

    private static GatewaySettings writing(Writes writes) {
        var standard = GatewaySettings.defaults();
        return new GatewaySettings(
                standard.heartbeatInterval(),
                standard.resumeWindow(),
                ROOMY,
                standard.backlogBytes(),
                standard.sendQueueAge(),
                standard.commandsPerMinute(),
                writes,
                standard.flushWindow(),
                Streams.SHARED);
    }

    private static String text(int number) {
        return new Random(number) // what is easily compressed would not fill a socket
                .ints(1_800, '0', 'z')
                .mapToObj(Character::toString)
                .collect(Collectors.joining("", number + " ", ""));
    }

    private static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(WritePathTest::text).toList();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_reader_that_stalls_and_comes_back_gets_everything_in_order_and_its_answers_between(
            Writes writes, String query) {
        try (var server = new TestServer(writing(writes), GuildSettings.DEFAULTS);
                var reader = TestClient.deaf(server.port(), query)) {
            reader.identify(server.token(BOB), ALL);
            server.await(Meter.SESSIONS, 1);
            int sent = 0;
            while (server.waitingBytes() < 60_000) { // the kernel takes what it takes; the rest waits behind it
                server.say(ANN, text(sent++));
                server.settle();
            }
            for (int beat = 0; beat < BEATS; beat++) {
                reader.send("{\"op\":1,\"d\":null}");
                server.say(ANN, text(sent++));
            }

            reader.reading();
            for (int more = 0; more < MORE; more++) { // while what waited is being taken
                server.say(ANN, text(sent++));
            }
            var got = new ArrayList<String>();
            int answers = 0;
            while (got.size() < sent || answers < BEATS) {
                var payload = reader.payload();
                if (payload.path("op").asInt() == 11) {
                    answers++;
                } else if (payload.path("t").asText().equals("MESSAGE_CREATE")) {
                    got.add(payload.path("d").path("content").asText());
                }
            }

            assertThat(got).isEqualTo(texts(sent));
            assertThat(answers).isEqualTo(BEATS);
            assertThat(reader.dispatches())
                    .extracting(dispatch -> dispatch.path("s").asInt())
                    .isEqualTo(IntStream.rangeClosed(1, reader.lastSequence())
                            .boxed()
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void more_than_one_send_holds_goes_out_in_parts_and_in_order(Writes writes, String query) {
        try (var server = new TestServer(writing(writes), GuildSettings.DEFAULTS);
                var reader = TestClient.connect(server.port(), query).identify(server.token(BOB), ALL)) {
            reader.dispatch("GUILD_CREATE");
            var many = texts(200);

            server.say(ANN, many);

            assertThat(reader.messages(200)).isEqualTo(many);
            assertThat(reader.lastSequence()).isEqualTo(202);
        }
    }
}
