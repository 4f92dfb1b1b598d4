package io.guildstorm.server.gateway;

import static io.guildstorm.server.gateway.TestServer.ALL;
import static io.guildstorm.server.gateway.TestServer.ANN;
import static io.guildstorm.server.gateway.TestServer.BOB;
import static io.guildstorm.server.gateway.TestServer.EVE;
import static io.guildstorm.server.gateway.TestServer.GUILD;
import static io.guildstorm.server.gateway.TestServer.now;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guildstorm.server.gateway.inprocess.InProcessSessions;
import io.guildstorm.server.gateway.inprocess.InProcessSessions.Blocks;
import io.guildstorm.server.guild.GuildSettings;
import io.guildstorm.server.memberlist.ShownList;
import io.guildstorm.server.meter.Meter;
import io.guildstorm.server.model.AccessCommand;
import io.guildstorm.server.model.AccessCommand.ChannelEdit;
import io.guildstorm.server.model.AccessCommand.MemberEdit;
import io.guildstorm.server.model.AccessCommand.RoleEdit;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.Crowd;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildAnswer.Changed;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Overwrite;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.Role;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.model.SyntheticMembers;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists of members by viewport, over real sockets. Ann owns the town; Bob looks.
class MemberListTest {
    private static final String EVERYONE = "everyone";
    private static final long VIEW = Permission.VIEW_CHANNEL.bit();

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    /// A client and what its lists show.
    private static final class Looking implements AutoCloseable {
        final TestClient client;
        final ShownList shown = new ShownList();

        Looking(TestClient client) {
            this.client = client;
        }

        /// Takes updates until the rows are so.
        Looking until(String list, Predicate<List<String>> isSo) {
            while (!isSo.test(rows(list))) {
                shown.take(client.dispatch("GUILD_MEMBER_LIST_UPDATE").path("d"));
            }
            return this;
        }

        Looking until(String... rows) {
            return until(EVERYONE, shows -> shows.equals(List.of(rows)));
        }

        List<String> rows(String list) {
            return shown.rows(list, 0, 199).stream().map(String::valueOf).toList();
        }

        @Override
        public void close() {
            client.close();
        }
    }

    private static void subscribe(TestClient client, GuildId guild, String more) {
        client.send("{\"op\":14,\"d\":{\"guild_id\":\"" + guild + "\"," + more + "}}");
    }

    private static void show(TestClient client, ChannelId channel, String ranges) {
        subscribe(client, GUILD, "\"channels\":{\"" + channel + "\":" + ranges + "}");
    }

    private Looking looking(User user) {
        var client = server.signedIn(user, ALL);
        show(client, server.square(), "[[0,99]]");
        return new Looking(client);
    }

    /// A beat is answered after all that was told before.
    private static void settle(TestClient client) {
        client.send("{\"op\":1,\"d\":null}").op(11);
    }

    private static void say(TestClient client, String status) {
        client.send("{\"op\":3,\"d\":{\"since\":null,\"activities\":[],\"status\":\"" + status + "\",\"afk\":false}}");
    }

    private long done(GuildCommand command) {
        var answer = server.ask(command);
        assertThat(answer).isInstanceOf(Changed.class);
        return ((Changed) answer).subject();
    }

    private RoleId hoisted(String name, int position) {
        return new RoleId(
                done(new AccessCommand.CreateRole(ANN.id(), new RoleEdit(name, 0L, position, null, true, null))));
    }

    private ChannelId channel(Overwrite... overwrites) {
        var as = new ChannelEdit("hidden", null, null, List.of(overwrites), null, null);
        return new ChannelId(done(new AccessCommand.CreateChannel(ANN.id(), Channel.Kind.TEXT, as)));
    }

    private static Overwrite hidden() {
        return new Overwrite(GUILD.value(), Overwrite.Kind.ROLE, 0, VIEW);
    }

    @Test
    void opening_tells_who_is_online_and_then_who_comes_and_goes() {
        server.admit(List.of(EVE));
        try (var bob = looking(BOB)) {
            var sync = bob.client.dispatch("GUILD_MEMBER_LIST_UPDATE").path("d");
            bob.shown.take(sync);

            assertThat(sync.path("guild_id").asText()).isEqualTo(GUILD.toString());
            assertThat(sync.path("id").asText()).isEqualTo(EVERYONE);
            assertThat(sync.path("member_count").asInt()).isEqualTo(3);
            assertThat(sync.path("online_count").asInt()).isEqualTo(1);
            assertThat(sync.path("groups").toString()).isEqualTo("[{\"id\":\"online\",\"count\":1}]");
            assertThat(sync.path("ops").path(0).path("range").toString()).isEqualTo("[0,99]");
            assertThat(bob.rows(EVERYONE)).containsExactly("#online", "bob/online");
            var member = sync.path("ops").path(0).path("items").path(1).path("member");
            assertThat(member.path("user").path("id").asText())
                    .isEqualTo(BOB.id().toString());
            assertThat(member.path("presence").path("user").path("id").asText())
                    .isEqualTo(BOB.id().toString());

            try (var ann = server.signedIn(ANN, ALL);
                    var _ = server.signedIn(ANN, ALL)) {
                bob.until("#online", "ann/online", "bob/online");
                assertThat(opsOf(bob)).contains("INSERT");
                var eve = server.signedIn(EVE, ALL);
                bob.until("#online", "ann/online", "bob/online", "eve/online");
                eve.close(1000).closing();
                bob.until("#online", "ann/online", "bob/online");
                assertThat(opsOf(bob)).containsExactly("DELETE");
                ann.close(1000).closing(); // her other session is still there
                var again = server.signedIn(EVE, ALL);
                bob.until("#online", "ann/online", "bob/online", "eve/online");
                again.close();
            }
        }
    }

    private static List<String> opsOf(Looking looking) {
        var ops = new ArrayList<String>();
        for (JsonNode op : looking.shown.newest(EVERYONE).path("ops")) {
            ops.add(op.path("op").asText());
        }
        return ops;
    }

    @Test
    void a_nick_and_a_role_that_is_listed_apart_move_the_row_and_a_status_changes_it() {
        var high = hoisted("high", 5);
        try (var bob = looking(BOB);
                var ann = server.signedIn(ANN, ALL)) {
            bob.until("#online", "ann/online", "bob/online");
            done(new AccessCommand.EditMember(ANN.id(), ANN.id(), new MemberEdit("Zoe", null, null)));
            bob.until("#online", "bob/online", "Zoe/online");
            done(new AccessCommand.GrantRole(ANN.id(), ANN.id(), high));
            bob.until("#" + high, "Zoe/online", "#online", "bob/online");
            say(ann, "dnd");
            bob.until("#" + high, "Zoe/dnd", "#online", "bob/online");
            assertThat(opsOf(bob)).containsExactly("UPDATE");
            done(new AccessCommand.DeleteRole(ANN.id(), high));
            bob.until("#online", "bob/online", "Zoe/dnd");
        }
    }

    @Test
    void who_is_invisible_is_not_shown_and_not_counted() {
        try (var ann = server.signedIn(ANN, ALL)) {
            say(ann, "invisible");
            settle(ann);
            try (var bob = looking(BOB)) {
                bob.until("#online", "bob/online");
                assertThat(bob.shown.newest(EVERYONE).path("online_count").asInt())
                        .isEqualTo(1);
                say(ann, "idle");
                bob.until("#online", "ann/idle", "bob/online");
                say(ann, "invisible");
                bob.until("#online", "bob/online");
                assertThat(bob.shown.newest(EVERYONE).path("online_count").asInt())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void a_channel_that_the_reader_does_not_see_is_as_if_it_were_not_there() {
        var secret = channel(hidden());
        try (var bob = server.signedIn(BOB, ALL)) {
            show(bob, secret, "[[0,99]]");
            show(bob, new ChannelId(5), "[[0,99]]");
            show(bob, server.square(), "[[0,99]]");

            assertThat(bob.payload().path("d").path("id").asText()).isEqualTo(EVERYONE);
        }
    }

    @Test
    void a_channel_with_an_audience_of_its_own_lists_who_sees_it_until_the_reader_does_not() {
        var role = hoisted("crew", 5);
        var secret = channel(hidden(), new Overwrite(role.value(), Overwrite.Kind.ROLE, VIEW, 0));
        server.admit(List.of(EVE));
        done(new AccessCommand.GrantRole(ANN.id(), BOB.id(), role));
        try (var _ = server.signedIn(EVE, ALL);
                var _ = server.signedIn(ANN, ALL);
                var bob = new Looking(server.signedIn(BOB, ALL))) {
            subscribe(
                    bob.client,
                    GUILD,
                    "\"channels\":{\"" + secret + "\":[[0,99]],\"" + server.square() + "\":[[0,99]]}");
            bob.until(EVERYONE, shows -> shows.size() == 5);
            while (bob.shown.lists().size() < 2) {
                bob.shown.take(bob.client.dispatch("GUILD_MEMBER_LIST_UPDATE").path("d"));
            }
            String own = bob.shown.lists().getFirst();
            assertThat(own).matches("[0-9]+");
            assertThat(bob.rows(own)).containsExactly("#" + role, "bob/online", "#online", "ann/online");
            done(new AccessCommand.GrantRole(ANN.id(), EVE.id(), role));
            bob.until(
                    own,
                    shows -> shows.equals(List.of("#" + role, "bob/online", "eve/online", "#online", "ann/online")));

            done(new AccessCommand.RevokeRole(ANN.id(), BOB.id(), role));
            bob.client.dispatch("CHANNEL_DELETE");
            done(new AccessCommand.RevokeRole(ANN.id(), EVE.id(), role));
            bob.until("#online", "ann/online", "bob/online", "eve/online");

            assertThat(bob.shown.newest(own).path("ops").toString()).doesNotContain("DELETE");
        }
    }

    @Test
    void a_viewport_that_moves_replaces_the_old_one_and_all_who_look_at_a_block_are_told_the_same() {
        var crowd = IntStream.range(0, 250)
                .mapToObj(i -> new User(new UserId(2_000_000_000_000_000_000L + i), "m" + (100 + i), false))
                .toList();
        server.admit(crowd);
        var sessions = new InProcessSessions(server.guilds, server.lanes(), new Blocks(70, true), System::nanoTime);
        var view = Objects.requireNonNull(server.guilds.view(GUILD));
        assertThat(now(sessions.open(GUILD, view, 252, 0))).isEqualTo(252);
        try (var bob = looking(BOB);
                var ann = looking(ANN)) {
            bob.until(EVERYONE, shows -> shows.size() == 100);
            ann.until(EVERYONE, shows -> shows.size() == 100);
            assertThat(ann.rows(EVERYONE)).isEqualTo(bob.rows(EVERYONE)).startsWith("#online", "ann/online");
            show(bob.client, server.square(), "[[200,299]]");
            var moved = bob.client.dispatch("GUILD_MEMBER_LIST_UPDATE").path("d");
            assertThat(moved.path("ops").path(0).path("range").toString()).isEqualTo("[200,299]");
            assertThat(moved.path("ops").path(0).path("items")).hasSize(53);

            done(new AccessCommand.EditMember(ANN.id(), crowd.getFirst().id(), new MemberEdit("m120a", null, null)));
            ann.until(EVERYONE, shows -> shows.contains("m120a/online"));
            done(new AccessCommand.EditMember(ANN.id(), crowd.getLast().id(), new MemberEdit("m348a", null, null)));
            var told = bob.client.dispatch("GUILD_MEMBER_LIST_UPDATE").path("d");

            assertThat(told.path("ops").findValuesAsText("index"))
                    .isNotEmpty()
                    .allMatch(index -> Integer.parseInt(index) >= 200);
            now(sessions.end(GUILD));
            ann.until("#online", "ann/online", "bob/online");
        }
    }

    @Test
    void who_leaves_the_guild_is_listed_no_more_and_told_no_more() {
        server.admit(List.of(EVE));
        try (var bob = looking(BOB);
                var eve = looking(EVE)) {
            bob.until("#online", "bob/online", "eve/online");
            eve.until("#online", "bob/online", "eve/online");
            done(new AccessCommand.Leave(EVE.id()));
            eve.client.dispatch("GUILD_DELETE");
            bob.until("#online", "bob/online");
            try (var _ = server.signedIn(ANN, ALL)) {
                bob.until("#online", "ann/online", "bob/online");
            }
            settle(eve.client);

            assertThat(eve.client.dispatches().getLast().path("t").asText()).isEqualTo("GUILD_DELETE");
        }
    }

    @Test
    void a_session_that_is_resumed_is_told_afresh_after_what_it_missed() {
        try (var before = looking(BOB);
                var after = server.connect()) {
            before.until("#online", "bob/online");
            String session = before.client.session();
            before.client.cut();
            try (var _ = server.signedIn(ANN, ALL)) {
                after.resume(server.token(BOB), session, 2);
                var missed = after.dispatch("GUILD_MEMBER_LIST_UPDATE");
                assertThat(missed.path("s").asInt()).isEqualTo(3);
                assertThat(missed.path("d").path("ops")).isEmpty();
                after.dispatch("RESUMED");

                new Looking(after).until("#online", "ann/online", "bob/online");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"1\":[0,99]}",
                "{\"1\":[[1,99]]}",
                "{\"1\":[[0,100]]}",
                "{\"1\":[[100,99]]}",
                "{\"1\":[[-100,-1]]}",
                "{\"1\":[[0,99,1]]}",
                "{\"1\":[[\"0\",99]]}",
                "{\"1\":{}}",
                "{\"x\":[[0,99]]}",
                "{\"0\":[[0,99]]}",
                "{\"1\":[[0,99],[100,199],[200,299],[300,399],[400,499],[500,599]]}",
                "{\"1\":[],\"2\":[],\"3\":[],\"4\":[],\"5\":[],\"6\":[]}"
            })
    void what_are_no_ranges_of_rows_is_closed_with_4001(String channels) {
        try (var bob = server.signedIn(BOB, ALL)) {
            subscribe(bob, GUILD, "\"channels\":" + channels);

            assertThat(bob.closing().code()).isEqualTo(4001);
        }
    }

    @Test
    void rows_anywhere_are_right_in_a_guild_of_a_hundred_thousand() {
        int count = 100_000;
        var big = new GuildId(1_000_000_000_000_000_002L);
        var roles = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> new Role(
                        new RoleId(1_000_000_000_000_000_100L + i), "r" + i, Permission.EVERYONE, i, 0, i < 3, false))
                .toList();
        var ids = roles.stream().map(Role::id).toList();
        var crowd = new Crowd(roles, SyntheticMembers.of(7, count, ids, Instant.parse("2026-03-01T12:00:00Z")));
        var create = new GuildCommand.Create("big", ANN, List.of("square"), List.of(BOB), crowd);
        assertThat(now(server.guilds.ask(big, create, 0))).isInstanceOf(GuildAnswer.Created.class);
        var view = Objects.requireNonNull(server.guilds.view(big));
        var sessions = new InProcessSessions(server.guilds, server.lanes(), new Blocks(15_000, true), System::nanoTime);
        assertThat(now(sessions.open(big, view, count + 2, 0))).isEqualTo(count + 2);
        var expected = new ArrayList<String>();
        for (int group : new int[] {2, 1, 0}) {
            var inIt = new ArrayList<Member>();
            view.members().forEach(member -> {
                if (groupOf(member, ids) == group) {
                    inIt.add(member);
                }
            });
            inIt.sort(Comparator.comparing((Member member) -> shown(member).toLowerCase(Locale.ROOT))
                    .thenComparingLong(member -> member.user().id().value()));
            expected.add("#" + (group == 0 ? "online" : ids.get(group - 1)));
            inIt.forEach(member -> expected.add(shown(member) + "/online"));
        }

        try (var bob = server.connect().identify(server.token(BOB), ALL)) {
            while (!bob.dispatch("GUILD_CREATE").path("d").path("id").asText().equals(big.toString())) {
                // the town
            }
            var channel = view.channels().getFirst().id();
            for (int first : List.of(0, 100, 24_900, 50_000, 77_700, 100_000)) {
                subscribe(bob, big, "\"channels\":{\"" + channel + "\":[[" + first + "," + (first + 99) + "]]}");
                var shows = new ShownList();
                shows.take(bob.dispatch("GUILD_MEMBER_LIST_UPDATE").path("d"));

                assertThat(shows.rows(EVERYONE, first, first + 99))
                        .isEqualTo(expected.subList(first, Math.min(expected.size(), first + 100)));
            }
        }
    }

    /// Each move is 200 KB of rows, and far more than what may wait for the socket comes of them all.
    @Test
    void a_client_that_scrolls_and_does_not_read_is_told_less_and_in_the_end_what_it_shows() {
        var standard = GatewaySettings.defaults();
        var patient = new GatewaySettings(
                standard.heartbeatInterval(),
                standard.resumeWindow(),
                standard.sendQueueBytes(),
                standard.backlogBytes(),
                Duration.ofMinutes(10),
                standard.commandsPerMinute(),
                standard.writes(),
                standard.flushWindow(),
                standard.streams());
        try (var own = new TestServer(patient, GuildSettings.DEFAULTS);
                var bob = TestClient.deaf(own.port())) {
            own.admit(IntStream.range(0, 1_100)
                    .mapToObj(i -> new User(new UserId(2_000_000_000_000_000_000L + i), "m" + (1_000 + i), false))
                    .toList());
            var sessions = new InProcessSessions(own.guilds, own.lanes(), new Blocks(500, true), System::nanoTime);
            var view = Objects.requireNonNull(own.guilds.view(GUILD));
            assertThat(now(sessions.open(GUILD, view, 1_102, 0))).isEqualTo(1_102);
            bob.identify(own.token(BOB), ALL);
            own.await(Meter.SESSIONS, 1);
            for (int move = 0; move < 100; move++) {
                show(
                        bob,
                        own.square(),
                        move % 2 == 0
                                ? "[[0,99],[100,199],[200,299],[300,399],[400,499]]"
                                : "[[500,599],[600,699],[700,799],[800,899],[900,999]]");
                own.settle();
                assertThat(own.waitingBytes()).isLessThan(standard.sendQueueBytes());
            }
            show(bob, own.square(), "[[1000,1099]]");
            var shown = new ShownList();
            bob.reading();
            var expected = IntStream.range(1_997, 2_097)
                    .mapToObj(i -> "m" + i + "/online")
                    .toList();
            while (!shown.rows(EVERYONE, 1_000, 1_099).equals(expected)) {
                shown.take(bob.dispatch("GUILD_MEMBER_LIST_UPDATE").path("d"));
            }

            assertThat(own.count(Meter.CLOSES_SLOW)).isZero();
            assertThat(bob.dispatches()).hasSizeLessThan(400);
        }
    }

    private static String shown(Member member) {
        return member.nick() == null ? member.user().name() : member.nick();
    }

    /// 1 and 2 are listed apart.
    private static int groupOf(Member member, List<RoleId> roles) {
        return member.roles().contains(roles.get(1)) ? 2 : member.roles().contains(roles.get(0)) ? 1 : 0;
    }
}
