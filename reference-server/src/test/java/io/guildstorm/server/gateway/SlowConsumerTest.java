package io.guildstorm.server.gateway;

import static io.guildstorm.server.gateway.TestServer.ALL;
import static io.guildstorm.server.gateway.TestServer.ANN;
import static io.guildstorm.server.gateway.TestServer.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.guild.GuildSettings;
import io.guildstorm.server.meter.Meter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Invariant 5: what waits for a reader who does not read is bounded, in bytes and in time.
class SlowConsumerTest {
    @Test
    void a_slow_consumer_loses_its_connection_and_the_others_do_not_wait() {
        var settings = GatewaySettings.defaults();
        try (var own = new TestServer(settings, GuildSettings.DEFAULTS);
                var slow = TestClient.deaf(own.port());
                var quick = own.signedIn(BOB, ALL)) {
            slow.identify(own.token(ANN), ALL);
            own.await(Meter.SESSIONS, 2);
            var filler = "x".repeat(1_900);
            int sent = 0;
            while (own.count(Meter.CLOSES_SLOW) == 0) {
                own.say(ANN, List.of(filler, filler, filler, filler, filler, filler, filler, filler));
                sent += 8;
                assertThat(quick.messages(8)).containsOnly(filler);
            }
            slow.reading();
            var closing = slow.closing();

            assertThat(closing.code()).isEqualTo(4000);
            assertThat(closing.reason()).isEqualTo("slow consumer");
            assertThat(sent).isPositive();
            own.await(Meter.SESSIONS_DETACHED, 1);
        }
    }

    /// The other side of the switch, and what it costs: more waits than the bound, for longer than the other bound.
    @Test
    void a_slow_consumer_that_is_kept_keeps_the_memory_that_it_fills() {
        int bound = GatewaySettings.defaults().sendQueueBytes();
        try (var own = new TestServer(GatewaySettings.defaults().keepingSlowConsumers(), GuildSettings.DEFAULTS);
                var slow = TestClient.deaf(own.port());
                var quick = own.signedIn(BOB, ALL)) {
            slow.identify(own.token(ANN), ALL);
            own.await(Meter.SESSIONS, 2);
            var filler = "x".repeat(1_900);
            while (own.waitingBytes() < 2L * bound && own.count(Meter.CLOSES_SLOW) == 0) {
                own.say(ANN, List.of(filler, filler, filler, filler, filler, filler, filler, filler));
                assertThat(quick.messages(8)).containsOnly(filler);
            }
            own.skip(Duration.ofSeconds(11));
            own.say(ANN, "still there");
            assertThat(quick.messages(1)).containsOnly("still there");

            assertThat(own.count(Meter.CLOSES_SLOW)).isZero();
            assertThat(own.count(Meter.SESSIONS)).isEqualTo(2);
        }
    }

    /// Of eight readers, two for each of whom its own bound alone would let wait what here may wait for all.
    @Test
    void what_waits_for_all_together_is_bounded_as_well_and_who_reads_is_not_closed_for_it() {
        var standard = GatewaySettings.defaults();
        long bound = 2L * standard.sendQueueBytes();
        var settings = new GatewaySettings(
                standard.heartbeatInterval(),
                standard.resumeWindow(),
                standard.sendQueueBytes(),
                bound,
                standard.sendQueueAge(),
                standard.commandsPerMinute(),
                standard.writes(),
                standard.flushWindow(),
                standard.streams());
        var filler = "x".repeat(1_900);
        var readers = new ArrayList<TestClient>();
        try (var own = new TestServer(settings, GuildSettings.DEFAULTS);
                var quick = own.signedIn(BOB, ALL)) {
            for (int i = 0; i < 8; i++) {
                readers.add(TestClient.deaf(own.port()).identify(own.token(ANN), ALL));
            }
            own.await(Meter.SESSIONS, 9);
            while (own.count(Meter.CLOSES_SLOW) < readers.size()) {
                own.say(ANN, filler);
                assertThat(quick.messages(1)).containsOnly(filler);
                own.settle();

                assertThat(own.waitingBytes()).isLessThan(bound + readers.size() * 2_500L);
            }

            quick.send("{\"op\":1,\"d\":null}");
            assertThat(quick.op(11).path("op").asInt()).isEqualTo(11);
            own.await(Meter.SESSIONS_DETACHED, readers.size());
        } finally {
            readers.forEach(TestClient::close);
        }
    }

    /// Under the bound in bytes, but for too long: 10 s is the other bound.
    @Test
    void what_waits_for_a_reader_for_longer_than_10_s_costs_it_its_connection() {
        try (var own = new TestServer();
                var slow = TestClient.deaf(own.port());
                var idle = own.connect()) {
            slow.identify(own.token(BOB), ALL);
            own.await(Meter.SESSIONS, 1);
            while (own.waitingBytes() < 20_000) { // the kernel takes what it takes; a little waits behind it
                own.say(ANN, "x".repeat(1_900));
                own.settle();
            }
            assertThat(own.count(Meter.CLOSES_SLOW)).isZero();
            own.skip(Duration.ofSeconds(11));

            own.await(Meter.CLOSES_SLOW, 1);
            idle.send("{\"op\":1,\"d\":null}");
            assertThat(idle.op(11).path("op").asInt()).isEqualTo(11);
        }
    }

    /// Pings count against no limit of commands, and each of them makes the server write.
    @Test
    void who_pings_and_does_not_read_the_pongs_loses_its_connection_as_well() {
        int queueMax = GatewaySettings.defaults().sendQueueBytes();
        byte[] pings = WebSocketCase.times(1_000, WebSocketCase.frame(WebSocketCase.PING, new byte[125]));
        try (var own = new TestServer();
                var slow = TestClient.deaf(own.port());
                var quick = own.connect()) {
            for (int i = 0; i < 200 && own.count(Meter.CLOSES_SLOW) == 0; i++) {
                slow.raw(pings);
                assertThat(own.waitingBytes()).isLessThan(queueMax + pings.length);
            }

            own.await(Meter.CLOSES_SLOW, 1);
            quick.send("{\"op\":1,\"d\":null}");
            assertThat(quick.op(11).path("op").asInt()).isEqualTo(11);
        }
    }
}
