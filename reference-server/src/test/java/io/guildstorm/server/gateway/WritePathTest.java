package io.guildstorm.server.gateway;

import static io.guildstorm.server.gateway.TestServer.ALL;
import static io.guildstorm.server.gateway.TestServer.ANN;
import static io.guildstorm.server.gateway.TestServer.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.gateway.GatewaySettings.Writes;
import io.guildstorm.server.guild.GuildSettings;
import io.guildstorm.server.meter.Meter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Frames reach a socket by two ways, straight to the system and through a pipeline: whatever a socket takes or does
/// not take, they may not overtake or cut each other.
class WritePathTest {
    private static final int BEATS = 20;
    private static final int MORE = 300;
    /// So that the stall costs it nothing: the bound has tests of its own.
    private static final int ROOMY = 4 << 20;

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
                standard.flushWindow());
    }

    private static String text(int number) {
        return number + " " + "x".repeat(1_800);
    }

    private static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(WritePathTest::text).toList();
    }

    @ParameterizedTest
    @EnumSource(Writes.class)
    void a_reader_that_stalls_and_comes_back_gets_everything_in_order_and_its_answers_between(Writes writes) {
        try (var server = new TestServer(writing(writes), GuildSettings.DEFAULTS);
                var reader = TestClient.deaf(server.port())) {
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
    @EnumSource(Writes.class)
    void more_than_one_send_holds_goes_out_in_parts_and_in_order(Writes writes) {
        try (var server = new TestServer(writing(writes), GuildSettings.DEFAULTS);
                var reader = server.signedIn(BOB, ALL)) {
            var many = texts(200);

            server.say(ANN, many);

            assertThat(reader.messages(200)).isEqualTo(many);
            assertThat(reader.lastSequence()).isEqualTo(202);
        }
    }
}
