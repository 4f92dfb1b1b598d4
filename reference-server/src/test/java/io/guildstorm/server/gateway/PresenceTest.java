package io.guildstorm.server.gateway;

import static io.guildstorm.server.gateway.TestServer.ALL;
import static io.guildstorm.server.gateway.TestServer.ANN;
import static io.guildstorm.server.gateway.TestServer.BOB;
import static io.guildstorm.server.gateway.TestServer.GUILD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guildstorm.server.meter.Meter;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.presence.PresenceSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Presence over real sockets: Ann watches, Bob is watched. The server's clock is moved ahead where a rule waits for
/// seconds or minutes; only windows, here of 20 ms, pass by themselves.
class PresenceTest {
    private static final int PRESENCES_TOO = ALL | 1 << 8 | 1 << 11;
    private static final Duration DEBOUNCE = Duration.ofSeconds(3);
    private static final Duration TTL = Duration.ofSeconds(40);
    private static final Duration BATCH = Duration.ofMillis(20);
    private static final User CARL = new User(new UserId(1_000_000_000_000_000_021L), "carl", false);
    private static final User DORA = new User(new UserId(1_000_000_000_000_000_022L), "dora", false);

    private TestServer server = server(settings(DEBOUNCE, 500));

    @AfterEach
    void stop() {
        server.close();
    }

    private static PresenceSettings settings(Duration debounce, int visible) {
        return new PresenceSettings(true, true, debounce, BATCH, TTL, visible, Duration.ofMinutes(5), 3);
    }

    private static TestServer server(PresenceSettings settings) {
        var server = new TestServer(GatewaySettings.defaults(), settings);
        server.admit(List.of(CARL, DORA));
        return server;
    }

    private void restart(PresenceSettings settings) {
        server.close();
        server = server(settings);
    }

    /// The guild has more members than a client that says nothing is told of.
    private void grow() {
        server.admit(IntStream.range(0, 60)
                .mapToObj(i -> new User(new UserId(1_000_000_000_000_000_100L + i), "m" + i, false))
                .toList());
    }

    private TestClient identified(User user, String presence, String rest) {
        var client = server.connect()
                .send("{\"op\":2,\"d\":{\"token\":\"" + server.token(user) + "\",\"intents\":" + PRESENCES_TOO
                        + ",\"properties\":{},\"presence\":" + presence + rest + "}}");
        client.dispatch("GUILD_CREATE");
        return client;
    }

    private TestClient online(User user) {
        return identified(user, "null", "");
    }

    private static void say(TestClient client, String status) {
        client.send("{\"op\":3,\"d\":{\"status\":\"" + status + "\",\"since\":null,\"activities\":[],\"afk\":false}}");
    }

    private static void show(TestClient client, User... users) {
        var ids = new ArrayList<String>();
        for (User user : users) {
            ids.add("\"" + user.id() + "\"");
        }
        client.send("{\"op\":14,\"d\":{\"guild_id\":\"" + GUILD + "\",\"members\":[" + String.join(",", ids) + "]}}");
    }

    /// The server has heard what the client said before: it answers a heartbeat behind it, and whoever it is about has
    /// been asked.
    private void heard(TestClient client, User about) {
        client.send("{\"op\":1,\"d\":null}");
        client.op(11);
        TestServer.now(server.presences.hides(about.id()));
    }

    /// Time for the debounce and no more.
    private void settle() {
        server.skip(DEBOUNCE);
    }

    private static String line(JsonNode presence) {
        return presence.path("user").path("id").asText() + " "
                + presence.path("status").asText();
    }

    private static String line(User user, String status) {
        return user.id() + " " + status;
    }

    private static String next(TestClient client) {
        return line(client.dispatch("PRESENCE_UPDATE").path("d"));
    }

    /// All that it was told of somebody so far, whatever it was waiting for then.
    private static List<String> told(TestClient client, User of) {
        return client.dispatches().stream()
                .filter(each -> each.path("t").asText().equals("PRESENCE_UPDATE"))
                .map(each -> each.path("d"))
                .filter(each ->
                        each.path("user").path("id").asText().equals(of.id().toString()))
                .map(each -> each.path("status").asText())
                .toList();
    }

    @Test
    void what_a_user_says_is_told_to_those_who_show_it() {
        try (var ann = online(ANN);
                var bob = online(BOB)) {
            heard(bob, BOB);
            settle();
            var first = ann.dispatch("PRESENCE_UPDATE").path("d");
            assertThat(line(first)).isEqualTo(line(BOB, "online"));
            assertThat(first.path("guild_id").asText()).isEqualTo(GUILD.toString());
            assertThat(first.path("client_status").path("web").asText()).isEqualTo("online");
            for (String status : List.of("idle", "dnd", "online")) {
                say(bob, status);
                heard(bob, BOB);
                settle();
                assertThat(next(ann)).isEqualTo(line(BOB, status));
            }
        }
    }

    @Test
    void nobody_hears_of_presences_without_the_intent_nor_of_itself() {
        try (var ann = server.signedIn(ANN, ALL);
                var bob = online(BOB);
                var carl = online(CARL)) {
            heard(bob, BOB);
            heard(carl, CARL);
            settle();
            assertThat(next(carl))
                    .as("Bob or Ann, and not Carl")
                    .doesNotContain(CARL.id().toString());
            server.say(BOB, "marker");
            ann.messages(1);
            assertThat(ann.dispatches())
                    .noneMatch(each -> each.path("t").asText().startsWith("PRESENCE"));
        }
    }

    @Test
    void who_flickers_is_told_of_once_and_rightly() { // case 29
        try (var ann = online(ANN);
                var bob = online(BOB)) {
            heard(bob, BOB);
            settle();
            assertThat(next(ann)).isEqualTo(line(BOB, "online"));
            for (int i = 0; i < 5; i++) {
                say(bob, "idle");
                say(bob, "online");
            }
            say(bob, "dnd");
            heard(bob, BOB);
            settle();
            assertThat(next(ann)).isEqualTo(line(BOB, "dnd"));
            for (int i = 0; i < 5; i++) {
                say(bob, "idle");
                say(bob, "dnd");
            }
            heard(bob, BOB);
            settle();
            say(bob, "idle");
            heard(bob, BOB);
            settle();
            assertThat(next(ann)).as("back to what it was: nothing was told").isEqualTo(line(BOB, "idle"));
        }
    }

    @Test
    void a_client_that_vanished_is_there_until_its_time_to_live_is_over() { // case 18
        try (var ann = online(ANN)) {
            var bob = online(BOB);
            server.awaitShown(BOB); // no heartbeat: it would be told a moment later, after the clock was moved
            settle();
            assertThat(next(ann)).isEqualTo(line(BOB, "online"));
            bob.cut();
            server.await(Meter.SESSIONS_DETACHED, 1);
            heard(ann, ANN);
            server.skip(TTL.minus(DEBOUNCE).minusSeconds(1));
            heard(ann, ANN);
            try (var carl = online(CARL)) {
                heard(carl, CARL);
                settle();
                var both = List.of(next(ann), next(ann));
                assertThat(both).contains(line(CARL, "online"), line(BOB, "offline"));
            }
        }
    }

    @Test
    void who_comes_back_in_time_was_never_away() {
        try (var ann = online(ANN)) {
            var bob = online(BOB);
            server.awaitShown(BOB); // no heartbeat: it would be told a moment later, after the clock was moved
            settle();
            assertThat(next(ann)).isEqualTo(line(BOB, "online"));
            bob.cut();
            server.await(Meter.SESSIONS_DETACHED, 1);
            server.skip(TTL.dividedBy(2));
            try (var again = identified(BOB, "{\"status\":\"online\"}", "")) {
                heard(again, BOB);
                settle();
                heard(ann, ANN);
                server.skip(TTL.dividedBy(2));
                heard(ann, ANN);
                say(again, "dnd");
                heard(again, BOB);
                settle();
                assertThat(next(ann)).isEqualTo(line(BOB, "dnd"));
                assertThat(told(ann, BOB)).containsExactly("online", "dnd");
            }
        }
    }

    @Test
    void who_says_goodbye_is_gone_at_once() {
        try (var ann = online(ANN);
                var bob = online(BOB)) {
            heard(bob, BOB);
            settle();
            assertThat(next(ann)).isEqualTo(line(BOB, "online"));
            bob.close(1000);
            bob.closing();
            heard(ann, BOB);
            settle();
            assertThat(next(ann)).isEqualTo(line(BOB, "offline"));
        }
    }

    @Test
    void whoever_is_invisible_is_nowhere() { // case 31
        try (var ann = online(ANN);
                var bob = identified(BOB, "{\"status\":\"invisible\"}", "");
                var phone = online(BOB);
                var carl = online(CARL)) {
            heard(bob, BOB);
            heard(phone, BOB);
            heard(carl, CARL);
            settle();
            assertThat(next(ann)).as("Bob hides on one of two devices").isEqualTo(line(CARL, "online"));
            say(bob, "dnd");
            say(bob, "invisible");
            say(phone, "idle");
            heard(bob, BOB);
            heard(phone, BOB);
            settle();
            ann.send("{\"op\":8,\"d\":{\"guild_id\":\"" + GUILD + "\",\"user_ids\":[\"" + BOB.id() + "\",\"" + CARL.id()
                    + "\"],\"presences\":true}}");
            var listed = ann.dispatch("GUILD_MEMBERS_CHUNK").path("d").path("presences");
            assertThat(listed).extracting(PresenceTest::line).containsExactly(line(CARL, "online"));
            phone.close(1000);
            phone.closing();
            bob.close(1000);
            bob.closing();
            heard(ann, BOB);
            settle();
            say(carl, "dnd");
            heard(carl, CARL);
            settle();
            assertThat(next(ann)).isEqualTo(line(CARL, "dnd"));
            assertThat(told(ann, BOB)).as("neither its coming nor its going").isEmpty();
        }
    }

    @Test
    void typing_of_one_who_hides_reaches_nobody() {
        try (var ann = online(ANN)) {
            server.ask(new GuildCommand.StartTyping(server.square(), BOB.id(), true));
            server.ask(new GuildCommand.StartTyping(server.square(), CARL.id(), false));
            assertThat(ann.dispatch("TYPING_START").path("d").path("user_id").asText())
                    .isEqualTo(CARL.id().toString());
        }
    }

    @Test
    void of_more_than_may_be_shown_the_oldest_are_dropped() { // case 32
        restart(settings(DEBOUNCE, 2));
        grow();
        try (var ann = online(ANN);
                var bob = online(BOB);
                var carl = online(CARL);
                var dora = online(DORA)) {
            for (var one : List.of(bob, carl, dora)) {
                heard(one, one == bob ? BOB : one == carl ? CARL : DORA);
            }
            settle();
            heard(ann, BOB);
            server.await(Meter.SESSIONS, 4);
            show(ann, BOB);
            assertThat(next(ann)).as("shown: told at once").isEqualTo(line(BOB, "online"));
            show(ann, CARL);
            assertThat(next(ann)).isEqualTo(line(CARL, "online"));
            show(ann, BOB);
            show(ann, DORA);
            assertThat(next(ann)).as("Bob was renewed, so Carl has to go").isEqualTo(line(DORA, "online"));
            say(carl, "dnd");
            heard(carl, CARL);
            settle();
            say(bob, "idle");
            heard(bob, BOB);
            settle();
            assertThat(next(ann)).isEqualTo(line(BOB, "idle"));
            show(ann);
            heard(ann, BOB);
            say(bob, "dnd");
            heard(bob, BOB);
            settle();
            heard(ann, BOB);
            show(ann, DORA);
            assertThat(next(ann)).as("of Bob no more").isEqualTo(line(DORA, "online"));
        }
    }

    @Test
    void in_a_small_guild_who_comes_into_it_is_shown_too_and_who_leaves_is_not() {
        try (var ann = online(ANN);
                var eve = TestClient.connect(server.port())) {
            server.ask(new GuildCommand.AddMembers(List.of(TestServer.EVE)));
            eve.op(10);
            eve.send("{\"op\":2,\"d\":{\"token\":\"" + server.token(TestServer.EVE) + "\",\"intents\":" + PRESENCES_TOO
                    + ",\"properties\":{}}}");
            eve.dispatch("GUILD_CREATE");
            heard(eve, TestServer.EVE);
            settle();
            assertThat(next(ann)).isEqualTo(line(TestServer.EVE, "online"));
            server.ask(new GuildCommand.RemoveMembers(List.of(TestServer.EVE.id())));
            eve.dispatch("GUILD_DELETE");
            say(eve, "dnd");
            heard(eve, TestServer.EVE);
            settle();
            try (var bob = online(BOB)) {
                heard(bob, BOB);
                settle();
                assertThat(next(ann)).isEqualTo(line(BOB, "online"));
                assertThat(told(ann, TestServer.EVE)).containsExactly("online");
            }
        }
    }

    @Test
    void a_client_that_reads_batches_gets_one_a_window() {
        restart(new PresenceSettings(true, true, DEBOUNCE, Duration.ofMillis(500), TTL, 500, Duration.ofMinutes(5), 3));
        try (var ann = identified(ANN, "null", ",\"batch_presence_aware\":true");
                var bob = online(BOB);
                var carl = online(CARL)) {
            heard(bob, BOB);
            heard(carl, CARL);
            settle();
            var batch = ann.dispatch("PRESENCE_UPDATES").path("d").path("presences");
            assertThat(batch)
                    .extracting(PresenceTest::line)
                    .containsExactlyInAnyOrder(line(BOB, "online"), line(CARL, "online"));
        }
    }

    @Test
    void a_session_that_is_resumed_is_told_what_it_missed_and_no_more() {
        var ann = online(ANN);
        var session = ann.dispatches().getFirst().path("d").path("session_id").asText();
        try (var bob = online(BOB);
                var carl = online(CARL)) {
            heard(bob, BOB);
            heard(carl, CARL);
            settle();
            assertThat(List.of(next(ann), next(ann))).contains(line(BOB, "online"), line(CARL, "online"));
            int seen = ann.lastSequence();
            ann.cut();
            server.await(Meter.SESSIONS_DETACHED, 1);
            say(bob, "dnd");
            heard(bob, BOB);
            settle();
            heard(bob, BOB);
            try (var again = server.connect().resume(server.token(ANN), session, seen)) {
                again.dispatch("RESUMED");
                assertThat(next(again)).isEqualTo(line(BOB, "dnd"));
                say(carl, "idle");
                heard(carl, CARL);
                settle();
                assertThat(next(again)).as("Carl was known to be online").isEqualTo(line(CARL, "idle"));
            }
        }
    }

    @Test
    void what_was_told_and_not_taken_is_told_again() {
        var ann = online(ANN);
        var session = ann.dispatches().getFirst().path("d").path("session_id").asText();
        int seen = ann.lastSequence();
        try (var bob = online(BOB)) {
            heard(bob, BOB);
            settle();
            assertThat(next(ann)).isEqualTo(line(BOB, "online"));
            ann.cut();
            server.await(Meter.SESSIONS_DETACHED, 1);
            try (var again = server.connect().resume(server.token(ANN), session, seen)) {
                assertThat(again.dispatch("PRESENCE_UPDATES").path("d").path("presences"))
                        .as("its place in the numbers is kept")
                        .isEmpty();
                again.dispatch("RESUMED");
                assertThat(next(again)).isEqualTo(line(BOB, "online"));
            }
        }
    }

    @Test
    void a_presence_server_that_dies_learns_from_the_gateway() {
        try (var ann = online(ANN);
                var bob = online(BOB)) {
            heard(bob, BOB);
            settle();
            assertThat(next(ann)).isEqualTo(line(BOB, "online"));
            for (int i = 0; i < 3; i++) {
                server.presences.end(i);
            }
            heard(bob, BOB);
            settle();
            say(bob, "dnd");
            heard(bob, BOB);
            settle();
            assertThat(next(ann)).isEqualTo(line(BOB, "dnd"));
            assertThat(told(ann, BOB)).as("never offline").containsExactly("online", "dnd");
        }
    }

    @Test
    void nobody_at_any_device_for_long_enough_is_idle() {
        try (var ann = online(ANN);
                var bob = online(BOB)) {
            heard(bob, BOB);
            settle();
            assertThat(next(ann)).isEqualTo(line(BOB, "online"));
            long since = System.currentTimeMillis() - Duration.ofMinutes(4).toMillis();
            bob.send("{\"op\":3,\"d\":{\"status\":\"online\",\"since\":" + since + ",\"activities\":[],\"afk\":true}}");
            for (int i = 0; i < 3; i++) {
                heard(bob, BOB);
                heard(ann, ANN);
                server.skip(Duration.ofSeconds(30));
            }
            settle();
            assertThat(next(ann)).isEqualTo(line(BOB, "idle"));
        }
    }

    @Test
    void who_signs_in_as_away_is_so_from_then_on() {
        try (var ann = online(ANN);
                var bob = identified(BOB, "{\"status\":\"online\",\"afk\":true}", "")) {
            server.awaitShown(BOB);
            settle();
            assertThat(next(ann)).as("not idle yet").isEqualTo(line(BOB, "online"));
            assertThat(bob.dispatches()).isNotEmpty();
        }
    }

    @Test
    void of_more_than_fit_at_once_the_last_are_shown_and_may_be_asked_for_again() {
        restart(settings(DEBOUNCE, 2));
        grow();
        try (var ann = online(ANN);
                var bob = online(BOB);
                var carl = online(CARL)) {
            for (var one : List.of(bob, carl)) {
                heard(one, one == bob ? BOB : CARL);
            }
            settle();
            heard(ann, BOB);
            show(ann, BOB, CARL, DORA);
            assertThat(next(ann)).isEqualTo(line(CARL, "online"));
            show(ann, BOB);
            assertThat(next(ann)).isEqualTo(line(BOB, "online"));
        }
    }

    @Test
    void the_naive_design_tells_everybody_everything_at_once() {
        restart(PresenceSettings.NAIVE);
        grow();
        try (var ann = online(ANN)) {
            var bob = online(BOB);
            assertThat(next(ann)).isEqualTo(line(BOB, "online"));
            for (int i = 0; i < 5; i++) {
                say(bob, "idle");
                say(bob, "online");
            }
            for (int i = 0; i < 5; i++) {
                assertThat(next(ann)).isEqualTo(line(BOB, "idle"));
                assertThat(next(ann)).isEqualTo(line(BOB, "online"));
            }
            bob.cut();
            assertThat(next(ann)).as("a cut is an end").isEqualTo(line(BOB, "offline"));
            try (var carl = online(CARL)) {
                assertThat(next(carl)).as("all members, when it begins").isEqualTo(line(ANN, "online"));
            }
        }
    }
}
