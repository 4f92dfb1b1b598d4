package io.guildstorm.server.gateway;

import static io.guildstorm.server.gateway.TestServer.ALL;
import static io.guildstorm.server.gateway.TestServer.ANN;
import static io.guildstorm.server.gateway.TestServer.BOB;
import static io.guildstorm.server.gateway.TestServer.GUILD;
import static io.guildstorm.server.gateway.TestServer.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.fanout.DirectFanout;
import io.guildstorm.server.fanout.FanoutStrategy;
import io.guildstorm.server.fanout.RelayFanout;
import io.guildstorm.server.gateway.inprocess.InProcessSessions;
import io.guildstorm.server.gateway.inprocess.InProcessSessions.Blocks;
import io.guildstorm.server.gateway.inprocess.InProcessSessions.Group;
import io.guildstorm.server.gateway.inprocess.InProcessSessions.Message;
import io.guildstorm.server.gateway.inprocess.InProcessSessions.Report;
import io.guildstorm.server.gateway.inprocess.MeasuredMessage;
import io.guildstorm.server.guild.GuildSettings;
import io.guildstorm.server.model.AccessCommand;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sessions without sockets beside one that has one, in one guild.
class InProcessTest {
    private static final int MEMBERS = 1_000;
    private static final int BLOCK = 70;

    private static TestServer server(FanoutStrategy strategy) {
        var server = new TestServer(GatewaySettings.defaults(), GuildSettings.DEFAULTS, strategy);
        server.admit(IntStream.range(0, MEMBERS)
                .mapToObj(i -> new User(new UserId(2_000_000_000_000_000_000L + i), "member-" + i, false))
                .toList());
        return server;
    }

    private static InProcessSessions on(TestServer server, FanoutStrategy strategy) {
        return new InProcessSessions(
                server.guilds, server.lanes(), new Blocks(BLOCK, strategy.servesBlocks()), System::nanoTime);
    }

    /// Of number 7, as whoever generates load writes it.
    private static final String TO_EVERYONE = "~G00000007~00000000000003e8~ @everyone lrSoYxuRwa0z2FTBebQMv";

    private static int open(InProcessSessions sessions, TestServer server, int count, int passivePercent) {
        var view = Objects.requireNonNull(server.guilds.view(GUILD));
        return now(sessions.open(GUILD, view, count, passivePercent));
    }

    /// As a load generator would write it.
    private static String measured(int number) {
        return new MeasuredMessage(number, System.nanoTime(), 200).text();
    }

    private static Report report(InProcessSessions sessions) {
        return now(sessions.report(GUILD));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void each_reads_every_message_once_in_order_and_intact_as_those_with_sockets_do(boolean relays) {
        var strategy = relays ? new RelayFanout() : new DirectFanout();
        try (var server = server(strategy);
                var real = server.signedIn(BOB, ALL)) {
            var sessions = on(server, strategy);
            var texts =
                    IntStream.range(0, 300).mapToObj(InProcessTest::measured).toList();

            assertThat(open(sessions, server, MEMBERS, 0)).isEqualTo(MEMBERS);
            server.say(ANN, texts);
            server.say(ANN, "and one that nobody measures");
            assertThat(real.messages(301)).startsWith(texts.toArray(String[]::new));
            now(server.guilds.drain());

            var report = report(sessions);
            assertThat(report.sessions()).isEqualTo(MEMBERS);
            assertThat(report.abandoned()).isZero();
            assertThat(report.groups()).hasSize(1).first().satisfies(group -> {
                assertThat(group.sessions()).isEqualTo(MEMBERS);
                assertThat(group.got()).allMatch(Message::intact);
                assertThat(group.got().stream().map(Message::number))
                        .isEqualTo(IntStream.range(0, 300).boxed().toList());
                assertThat(group.got().stream().map(Message::id)).isSorted();
            });
            assertThat(report.arrivals()).hasSize(300).allSatisfy(arrival -> {
                assertThat(arrival.count()).isEqualTo(MEMBERS);
                assertThat(arrival.firstNanos()).isBetween(arrival.intendedNanos(), arrival.lastNanos());
            });
            assertThat(report.delays().getTotalCount()).isEqualTo(300L * MEMBERS);
            assertThat(report.stateBytes()).isLessThanOrEqualTo(96L * MEMBERS);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_passive_ones_get_what_mentions_everyone(boolean relays) {
        var strategy = relays ? new RelayFanout() : new DirectFanout();
        try (var server = server(strategy)) {
            var sessions = on(server, strategy);
            open(sessions, server, MEMBERS, 90);
            server.say(ANN, measured(0));
            server.say(ANN, TO_EVERYONE);
            now(server.guilds.drain());

            var report = report(sessions);

            assertThat(report.groups())
                    .filteredOn(group -> group.sessions() == MEMBERS * 9 / 10)
                    .singleElement()
                    .satisfies(group ->
                            assertThat(group.got()).singleElement().matches(got -> got.number() == 7 && got.intact()));
            assertThat(report.groups())
                    .filteredOn(group -> group.sessions() == MEMBERS / 10)
                    .singleElement()
                    .satisfies(group -> assertThat(group.got()).hasSize(2));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_passive_ones_get_nothing_but_what_names_them(boolean relays) {
        var strategy = relays ? new RelayFanout() : new DirectFanout();
        try (var server = server(strategy)) {
            var sessions = on(server, strategy);
            open(sessions, server, MEMBERS, 90);
            server.say(
                    ANN,
                    IntStream.range(0, 10).mapToObj(InProcessTest::measured).toList());
            server.say(ANN, "<@" + BOB.id() + ">");
            now(server.guilds.drain());

            var report = report(sessions);

            assertThat(report.groups())
                    .extracting(Group::sessions)
                    .containsExactlyInAnyOrder(MEMBERS / 10, MEMBERS * 9 / 10);
            assertThat(report.groups())
                    .filteredOn(group -> group.sessions() == MEMBERS / 10)
                    .allSatisfy(group -> assertThat(group.got()).hasSize(10));
            assertThat(report.groups())
                    .filteredOn(group -> group.sessions() == MEMBERS * 9 / 10)
                    .allSatisfy(group -> assertThat(group.got()).isEmpty());
        }
    }

    @Test
    void who_may_not_see_the_channel_or_has_left_gets_nothing_of_it() {
        var strategy = new RelayFanout();
        try (var server = server(strategy)) {
            var sessions = on(server, strategy);
            open(sessions, server, MEMBERS, 0);
            server.say(ANN, measured(0));
            var gone = new UserId(2_000_000_000_000_000_000L + 5);
            var denied = new UserId(2_000_000_000_000_000_000L + 500);
            server.ask(new GuildCommand.RemoveMembers(List.of(gone)));
            server.ask(new AccessCommand.PutOverwrite(
                    ANN.id(),
                    server.square(),
                    new io.guildstorm.server.model.Overwrite(
                            denied.value(), io.guildstorm.server.model.Overwrite.Kind.MEMBER, 0, 1L << 10)));
            server.say(ANN, measured(1));
            now(server.guilds.drain());

            var numbers = new ArrayList<List<Integer>>();
            var counts = new ArrayList<Integer>();
            for (Group group : report(sessions).groups()) {
                counts.add(group.sessions());
                numbers.add(group.got().stream().map(Message::number).toList());
            }
            assertThat(numbers).containsExactlyInAnyOrder(List.of(0, 1), List.of(0));
            assertThat(counts).containsExactlyInAnyOrder(MEMBERS - 2, 2);
        }
    }

    @Test
    void who_is_on_a_relay_that_ends_is_counted_as_abandoned() {
        var strategy = new RelayFanout();
        try (var server = server(strategy)) {
            var sessions = on(server, strategy);
            open(sessions, server, 10 * BLOCK, 0);
            server.say(ANN, measured(0));

            server.guilds.endRelays(GUILD, 20);
            server.say(ANN, measured(1));
            now(server.guilds.drain());

            assertThat(report(sessions).abandoned()).isEqualTo(2 * BLOCK);
            assertThat(report(sessions).groups())
                    .extracting(Group::sessions)
                    .containsExactlyInAnyOrder(2 * BLOCK, 8 * BLOCK);
        }
    }

    @Test
    void delays_count_of_messages_that_were_due_in_the_judged_time() {
        var strategy = new RelayFanout();
        try (var server = server(strategy)) {
            var sessions = on(server, strategy);
            open(sessions, server, 100, 0);
            server.say(ANN, new MeasuredMessage(0, 1_000, 200).text());
            now(sessions.judge(GUILD, 2_000, 3_000));
            server.say(ANN, new MeasuredMessage(1, 1_999, 200).text());
            server.say(ANN, new MeasuredMessage(2, 2_000, 200).text());
            server.say(ANN, new MeasuredMessage(3, 3_000, 200).text());
            now(server.guilds.drain());

            assertThat(report(sessions).delays().getTotalCount()).isEqualTo(100);
            assertThat(report(sessions).arrivals()).hasSize(4);
        }
    }

    @Test
    void those_that_ended_hear_nothing_and_others_may_come() {
        var strategy = new RelayFanout();
        try (var server = server(strategy)) {
            var sessions = on(server, strategy);
            open(sessions, server, 100, 0);
            now(sessions.end(GUILD));
            assertThat(report(sessions).sessions()).isZero();

            assertThat(open(sessions, server, 200, 0)).isEqualTo(200);
            server.say(ANN, measured(0));
            now(server.guilds.drain());
            assertThat(report(sessions).groups()).extracting(Group::sessions).containsExactly(200);
        }
    }
}
