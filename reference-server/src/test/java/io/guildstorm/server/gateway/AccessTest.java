package io.guildstorm.server.gateway;

import static io.guildstorm.server.gateway.TestServer.ANN;
import static io.guildstorm.server.gateway.TestServer.BOB;
import static io.guildstorm.server.gateway.TestServer.EVE;
import static io.guildstorm.server.gateway.TestServer.GUILD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guildstorm.server.model.AccessCommand;
import io.guildstorm.server.model.AccessCommand.ChannelEdit;
import io.guildstorm.server.model.AccessCommand.RoleEdit;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildAnswer.Changed;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.Overwrite;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.Refusal;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.model.ThreadChannel;
import io.guildstorm.server.model.ThreadCommand;
import io.guildstorm.server.model.ThreadCommand.ThreadEdit;
import io.guildstorm.server.model.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What sessions get and no longer get when access changes under them (cases 25 and 26). Bob is a member, Eve comes to
/// be one.
class AccessTest {
    /// Guilds, members, bans, messages and their content.
    private static final int INTENTS = 1 | 1 << 1 | 1 << 2 | 1 << 9 | 1 << 15;

    private static final long VIEW = Permission.VIEW_CHANNEL.bit();

    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_channel_that_is_closed_to_a_member_is_deleted_for_it_and_silent() {
        try (var bob = server.signedIn(BOB, INTENTS)) {
            deny(server.square(), BOB);
            server.say(ANN, "not for bob");

            assertThat(bob.payload().path("t").asText()).isEqualTo("CHANNEL_DELETE");
            quiet(bob);
        }
    }

    @Test
    void a_channel_that_is_opened_to_a_member_is_created_for_it_and_heard() {
        deny(server.square(), BOB);
        try (var bob = server.connect().identify(server.token(BOB), INTENTS)) {
            assertThat(bob.dispatch("GUILD_CREATE").path("d").path("channels")).isEmpty();
            done(new AccessCommand.DeleteOverwrite(
                    ANN.id(), server.square(), BOB.id().value()));
            server.say(ANN, "welcome");

            var created = bob.payload();
            assertThat(created.path("t").asText()).isEqualTo("CHANNEL_CREATE");
            assertThat(created.path("d").path("id").asText())
                    .isEqualTo(server.square().toString());
            assertThat(bob.messages(1)).containsExactly("welcome");
        }
    }

    @Test
    void who_sees_a_channel_before_and_after_is_told_how_it_changed() {
        try (var bob = server.signedIn(BOB, INTENTS)) {
            deny(server.square(), EVE);

            var update = bob.payload();
            assertThat(update.path("t").asText()).isEqualTo("CHANNEL_UPDATE");
            assertThat(update.path("d")
                            .path("permission_overwrites")
                            .path(0)
                            .path("deny")
                            .asText())
                    .isEqualTo(Long.toString(VIEW));
        }
    }

    @Test
    void a_role_opens_and_closes_what_only_its_holders_see() {
        var role = role(0);
        var hidden = channel(
                "hidden",
                List.of(
                        new Overwrite(GUILD.value(), Overwrite.Kind.ROLE, 0, VIEW),
                        new Overwrite(role.value(), Overwrite.Kind.ROLE, VIEW, 0)));
        try (var bob = server.signedIn(BOB, INTENTS)) {
            done(new AccessCommand.GrantRole(ANN.id(), BOB.id(), role));
            say(ANN, hidden, "psst");
            done(new AccessCommand.RevokeRole(ANN.id(), BOB.id(), role));
            say(ANN, hidden, "gone");

            assertThat(bob.payload().path("t").asText()).isEqualTo("GUILD_MEMBER_UPDATE");
            assertThat(bob.payload().path("t").asText()).isEqualTo("CHANNEL_CREATE");
            assertThat(bob.messages(1)).containsExactly("psst");
            assertThat(bob.payload().path("t").asText()).isEqualTo("GUILD_MEMBER_UPDATE");
            assertThat(bob.payload().path("t").asText()).isEqualTo("CHANNEL_DELETE");
            quiet(bob);
        }
    }

    @Test
    void what_a_role_may_and_that_it_ends_reach_all_its_holders() {
        var role = role(0);
        done(new AccessCommand.GrantRole(ANN.id(), BOB.id(), role));
        done(new AccessCommand.EditRole(ANN.id(), new RoleId(GUILD.value()), permitting(0)));
        try (var bob = server.signedIn(BOB, INTENTS)) {
            done(new AccessCommand.EditRole(ANN.id(), role, permitting(VIEW)));
            assertThat(bob.payload().path("t").asText()).isEqualTo("GUILD_ROLE_UPDATE");
            assertThat(bob.payload().path("t").asText()).isEqualTo("CHANNEL_CREATE");

            done(new AccessCommand.DeleteRole(ANN.id(), role));
            assertThat(bob.payload().path("t").asText()).isEqualTo("GUILD_ROLE_DELETE");
            assertThat(bob.payload().path("t").asText()).isEqualTo("CHANNEL_DELETE");
            server.say(ANN, "not for bob");
            quiet(bob);
        }
    }

    @Test
    void nothing_is_delivered_after_the_call_that_took_the_channel_away_has_returned() throws Exception {
        server.admit(List.of(EVE));
        for (int round = 0; round < 20; round++) {
            try (var bob = server.signedIn(BOB, INTENTS);
                    var eve = server.signedIn(EVE, INTENTS)) {
                var sent = new ArrayList<CompletableFuture<GuildAnswer>>();
                for (int i = 0; i < 50; i++) {
                    sent.add(later(ANN, server.square(), "before " + i));
                }
                var denied = server.guilds
                        .ask(GUILD, putting(server.square(), BOB), 0)
                        .toCompletableFuture();
                for (int i = 0; i < 50; i++) {
                    sent.add(later(ANN, server.square(), "after " + i));
                }
                assertThat(TestServer.now(denied)).isInstanceOf(Changed.class);
                bob.send("{\"op\":1,\"d\":null}");
                sent.forEach(TestServer::now);

                boolean gone = false;
                for (JsonNode next = bob.payload(); next.path("op").asInt() != 11; next = bob.payload()) {
                    String type = next.path("t").asText();
                    assertThat(gone)
                            .as("a delivery after the channel had gone: %s", next)
                            .isFalse();
                    gone = type.equals("CHANNEL_DELETE");
                    assertThat(next.path("d").path("content").asText()).doesNotStartWith("after");
                }
                assertThat(gone)
                        .as("the call returned before its event was delivered")
                        .isTrue();
                quiet(bob);
                assertThat(eve.messages(100)).hasSize(100);
            }
            done(new AccessCommand.DeleteOverwrite(
                    ANN.id(), server.square(), BOB.id().value()));
        }
    }

    @Test
    void a_session_that_did_not_take_what_it_may_no_longer_see_is_cut_off_from_it() {
        try (var bob = TestClient.deaf(server.port())) {
            bob.awaitFrames(1);
            bob.identify(server.token(BOB), INTENTS).awaitFrames(2);
            String long1 = "x".repeat(1_900);
            while (server.waitingBytes() == 0) {
                server.sayAgainWhileBusy(ANN, long1);
            }
            deny(server.square(), BOB);

            var end = bob.reading().closing();
            assertThat(end.code()).isEqualTo(4000);
            assertThat(end.reason()).isEqualTo("lost access with frames unsent");
        }
    }

    @Test
    void a_resume_that_would_show_a_closed_channel_starts_afresh() {
        String session;
        try (var bob = server.signedIn(BOB, INTENTS)) {
            session = bob.session();
            server.say(ANN, "bob never saw this");
            bob.messages(1);
        }
        deny(server.square(), BOB);
        try (var bob = server.connect().resume(server.token(BOB), session, 2)) {
            assertThat(bob.op(9).path("d").asBoolean(true)).isFalse();
        }
    }

    @Test
    void a_banned_member_is_out_and_does_not_come_back() {
        server.admit(List.of(EVE));
        try (var eve = server.signedIn(EVE, INTENTS);
                var ann = server.signedIn(ANN, INTENTS);
                var bob = server.signedIn(BOB, INTENTS)) {
            done(new AccessCommand.BanUser(ANN.id(), EVE, "spam"));
            server.ask(new GuildCommand.AddMembers(List.of(EVE)));
            server.say(ANN, "without eve");

            assertThat(eve.payload().path("t").asText()).isEqualTo("GUILD_DELETE");
            quiet(eve);
            assertThat(ann.payload().path("t").asText()).isEqualTo("GUILD_BAN_ADD");
            assertThat(ann.payload().path("t").asText()).isEqualTo("GUILD_MEMBER_REMOVE");
            assertThat(bob.payload().path("t").asText()).isEqualTo("GUILD_MEMBER_REMOVE");

            done(new AccessCommand.Unban(ANN.id(), EVE.id()));
            server.ask(new GuildCommand.AddMembers(List.of(EVE)));
            assertThat(eve.payload().path("t").asText()).isEqualTo("GUILD_CREATE");
        }
    }

    @Test
    void a_thread_is_told_to_who_sees_its_channel_and_its_messages_follow_it() {
        var first = server.say(ANN, "let us talk about it");
        try (var bob = server.signedIn(BOB, INTENTS)) {
            var thread =
                    started(new ThreadCommand.StartThread(ANN.id(), server.square(), first.id(), "talk", false, 60, 0));
            say(BOB, thread, "gladly");

            var created = bob.payload();
            assertThat(created.path("t").asText()).isEqualTo("THREAD_CREATE");
            assertThat(created.path("d").path("id").asText())
                    .isEqualTo(first.id().toString());
            assertThat(created.path("d").path("newly_created").asBoolean()).isTrue();
            var updated = bob.payload();
            assertThat(updated.path("t").asText()).isEqualTo("MESSAGE_UPDATE");
            assertThat(updated.path("d").path("flags").asInt()).isEqualTo(32);
            assertThat(updated.path("d").path("thread").path("name").asText()).isEqualTo("talk");
            var starter = bob.payload();
            assertThat(starter.path("t").asText()).isEqualTo("MESSAGE_CREATE");
            assertThat(starter.path("d").path("type").asInt()).isEqualTo(21);
            var shown = starter.path("d").path("referenced_message");
            assertThat(shown.path("content").asText()).isEqualTo("let us talk about it");
            assertThat(shown.path("flags").asInt()).isEqualTo(32);
            assertThat(bob.payload().path("t").asText()).isEqualTo("THREAD_MEMBERS_UPDATE");
            assertThat(bob.messages(1)).containsExactly("gladly");
        }
        try (var later = server.connect().identify(server.token(BOB), INTENTS)) {
            var threads = later.dispatch("GUILD_CREATE").path("d").path("threads");
            assertThat(threads).hasSize(1);
            assertThat(threads.path(0).path("message_count").asInt()).isEqualTo(1);
            assertThat(threads.path(0).path("member").path("user_id").asText())
                    .isEqualTo(BOB.id().toString());
        }
    }

    @Test
    void a_private_thread_appears_to_whom_it_is_shown_and_is_gone_when_they_are_removed() {
        server.admit(List.of(EVE));
        try (var bob = server.signedIn(BOB, INTENTS);
                var eve = server.signedIn(EVE, INTENTS)) {
            var thread = started(new ThreadCommand.StartThread(ANN.id(), server.square(), null, "secret", true, 60, 0));
            done(new ThreadCommand.AddToThread(ANN.id(), thread, BOB.id()));
            say(ANN, thread, "between us");
            done(new ThreadCommand.RemoveFromThread(ANN.id(), thread, BOB.id()));
            say(ANN, thread, "alone again");

            var list = bob.payload();
            assertThat(list.path("t").asText()).isEqualTo("THREAD_LIST_SYNC");
            assertThat(list.path("d").path("threads").path(0).path("name").asText())
                    .isEqualTo("secret");
            assertThat(bob.messages(1)).containsExactly("between us");
            assertThat(bob.payload().path("t").asText()).isEqualTo("THREAD_DELETE");
            quiet(bob);
            quiet(eve);
        }
    }

    @Test
    void who_writes_in_an_archived_thread_opens_it_but_not_a_locked_one() {
        var thread = started(new ThreadCommand.StartThread(ANN.id(), server.square(), null, "aside", false, 60, 0));
        done(new ThreadCommand.EditThread(ANN.id(), thread, new ThreadEdit(null, true, null, null, null)));
        say(BOB, thread, "once more");
        assertThat(Objects.requireNonNull(server.guilds.view(GUILD)).threads().get(thread))
                .extracting(ThreadChannel::archived)
                .isEqualTo(false);

        done(new ThreadCommand.EditThread(ANN.id(), thread, new ThreadEdit(null, true, true, null, null)));
        assertThat(refusal(new GuildCommand.SendMessage(thread, BOB, "and again", null, false, null)))
                .isEqualTo(Refusal.THREAD_LOCKED);
    }

    /// Everything that was under way has come, and it was nothing.
    private static void quiet(TestClient client) {
        client.send("{\"op\":1,\"d\":null}");
        assertThat(client.payload().path("op").asInt()).isEqualTo(11);
    }

    private void deny(ChannelId channel, User user) {
        done(putting(channel, user));
    }

    private static AccessCommand putting(ChannelId channel, User user) {
        var overwrite = new Overwrite(user.id().value(), Overwrite.Kind.MEMBER, 0, VIEW);
        return new AccessCommand.PutOverwrite(ANN.id(), channel, overwrite);
    }

    private RoleId role(long permissions) {
        return new RoleId(done(new AccessCommand.CreateRole(ANN.id(), permitting(permissions))));
    }

    private static RoleEdit permitting(long permissions) {
        return new RoleEdit("role", permissions, null, null, null, null);
    }

    private ChannelId channel(String name, List<Overwrite> overwrites) {
        var as = new ChannelEdit(name, null, null, overwrites, null, null);
        return new ChannelId(done(new AccessCommand.CreateChannel(ANN.id(), Channel.Kind.TEXT, as)));
    }

    private ChannelId started(ThreadCommand.StartThread command) {
        return new ChannelId(done(command));
    }

    private long done(GuildCommand command) {
        var answer = server.ask(command);
        assertThat(answer).isInstanceOf(Changed.class);
        return ((Changed) answer).subject();
    }

    private Refusal refusal(GuildCommand command) {
        var answer = server.ask(command);
        assertThat(answer).isInstanceOf(GuildAnswer.Refused.class);
        return ((GuildAnswer.Refused) answer).why();
    }

    private void say(User author, ChannelId channel, String text) {
        assertThat(TestServer.now(later(author, channel, text))).isInstanceOf(GuildAnswer.Stored.class);
    }

    private CompletableFuture<GuildAnswer> later(User author, ChannelId channel, String text) {
        return server.guilds
                .ask(GUILD, new GuildCommand.SendMessage(channel, author, text, null, false, null), 0)
                .toCompletableFuture();
    }
}
