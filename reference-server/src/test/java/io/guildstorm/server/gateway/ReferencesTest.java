package io.guildstorm.server.gateway;

import static io.guildstorm.server.gateway.TestServer.ALL;
import static io.guildstorm.server.gateway.TestServer.ANN;
import static io.guildstorm.server.gateway.TestServer.BOB;
import static io.guildstorm.server.gateway.TestServer.GUILDS_AND_MESSAGES;
import static io.guildstorm.server.gateway.TestServer.now;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.ThreadCommand;
import io.guildstorm.server.model.User;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// What is shown in two places, in events: a message, and others that refer to it.
@TestInstance(Lifecycle.PER_CLASS)
class ReferencesTest {
    private TestServer server;

    @BeforeAll
    void start() {
        server = new TestServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Message reply(User author, String text, Message to) {
        var replyTo = new GuildCommand.ReplyTo(to.id(), true);
        var answer = server.ask(new GuildCommand.SendMessage(to.channel(), author, text, null, false, replyTo));
        assertThat(answer).isInstanceOf(GuildAnswer.Stored.class);
        return ((GuildAnswer.Stored) answer).message();
    }

    private void edit(Message message, String text) {
        server.ask(new GuildCommand.EditMessage(
                message.channel(), message.id(), message.author().id(), text));
    }

    private void delete(Message message) {
        assertThat(server.ask(new GuildCommand.DeleteMessage(message.channel(), message.id(), ANN.id())))
                .isInstanceOf(GuildAnswer.Done.class);
    }

    private static String shownBy(JsonNode dispatch) {
        return dispatch.path("d").path("referenced_message").path("content").asText();
    }

    private static boolean showsNothing(JsonNode dispatch) {
        var data = dispatch.path("d");
        return data.has("referenced_message") && data.path("referenced_message").isNull();
    }

    @Test
    void a_reply_is_told_with_what_it_answers_as_that_is_by_then() {
        var question = server.say(ANN, "question");
        try (var bob = server.signedIn(BOB, ALL)) {
            var answer = reply(ANN, "answer", question);
            var created = bob.dispatch("MESSAGE_CREATE");
            edit(question, "another question");
            edit(answer, "another answer");
            bob.dispatch("MESSAGE_UPDATE");
            var edited = bob.dispatch("MESSAGE_UPDATE");
            delete(question);
            edit(answer, "an answer to nobody");
            var orphaned = bob.dispatch("MESSAGE_UPDATE");

            assertThat(created.path("d").path("type").asInt()).isEqualTo(19);
            assertThat(shownBy(created)).isEqualTo("question");
            assertThat(edited.path("d").path("id").asText())
                    .isEqualTo(answer.id().toString());
            assertThat(shownBy(edited)).isEqualTo("another question");
            assertThat(showsNothing(orphaned)).as("%s", orphaned).isTrue();
        }
    }

    @Test
    void without_the_content_intent_neither_of_the_two_says_anything() {
        var question = server.say(ANN, "question");
        try (var bob = server.signedIn(BOB, GUILDS_AND_MESSAGES)) {
            reply(ANN, "answer", question);

            var created = bob.dispatch("MESSAGE_CREATE").path("d");
            assertThat(created.path("content").asText()).isEmpty();
            assertThat(created.path("referenced_message").path("id").asText())
                    .isEqualTo(question.id().toString());
            assertThat(created.path("referenced_message").path("content").asText())
                    .isEmpty();
        }
    }

    /// Case 34, in this dialect: a message in its channel is shown a second time by the message that its thread begins
    /// with, and by each reply.
    @Test
    void what_was_shown_in_two_places_is_gone_from_both_in_events_and_in_a_resume() {
        try (var ann = server.signedIn(ANN, ALL);
                var bob = server.signedIn(BOB, ALL);
                var again = server.connect()) {
            String session = bob.session();
            int seen = bob.lastSequence();
            bob.cut();
            var topic = server.say(ANN, "secret");
            server.ask(new ThreadCommand.StartThread(ANN.id(), topic.channel(), topic.id(), "talk", false, 60, 0));
            var answer = reply(BOB, "answer", topic);
            delete(topic);
            edit(answer, "an answer to nobody");

            assertThat(ann.dispatch("MESSAGE_CREATE").path("d").path("content").asText())
                    .isEqualTo("secret");
            assertThat(ann.dispatch("MESSAGE_UPDATE").path("d").path("flags").asInt())
                    .isEqualTo(32);
            assertThat(shownBy(ann.dispatch("MESSAGE_CREATE")))
                    .as("by the thread")
                    .isEqualTo("secret");
            assertThat(shownBy(ann.dispatch("MESSAGE_CREATE")))
                    .as("by the reply")
                    .isEqualTo("secret");
            assertThat(ann.dispatch("MESSAGE_DELETE").path("d").path("id").asText())
                    .isEqualTo(topic.id().toString());
            assertThat(showsNothing(ann.dispatch("MESSAGE_UPDATE"))).isTrue();

            again.resume(server.token(BOB), session, seen).dispatch("RESUMED");
            var missed = again.dispatches();
            assertThat(missed.stream().map(dispatch -> dispatch.path("t").asText()))
                    .containsExactly(
                            "MESSAGE_DELETE",
                            "THREAD_CREATE",
                            "MESSAGE_DELETE",
                            "MESSAGE_CREATE",
                            "MESSAGE_CREATE",
                            "MESSAGE_DELETE",
                            "MESSAGE_UPDATE",
                            "RESUMED");
            assertThat(missed.subList(3, 5)).allMatch(ReferencesTest::showsNothing);
            assertThat(missed.get(4).path("d").path("content").asText()).isEqualTo("answer");
            assertThat(showsNothing(missed.get(6))).isTrue();
            assertThat(missed.toString()).doesNotContain("secret");
            assertThat(missed.stream().map(dispatch -> dispatch.path("s").asInt()))
                    .as("under their own numbers")
                    .isEqualTo(IntStream.rangeClosed(seen + 1, seen + 8).boxed().toList());
        }
    }

    /// The deletion comes while the reply that was asked for first waits for what it answers to be read.
    @Test
    void replies_edits_and_deletions_that_cross_show_one_outcome() {
        for (int i = 0; i < 200; i++) {
            var question = server.say(ANN, "question " + i);
            var replyTo = new GuildCommand.ReplyTo(question.id(), false);
            var send = new GuildCommand.SendMessage(question.channel(), BOB, "answer", null, false, replyTo);
            var answer = server.guilds.ask(TestServer.GUILD, send, 0);
            var gone = server.guilds.ask(
                    TestServer.GUILD, new GuildCommand.DeleteMessage(question.channel(), question.id(), ANN.id()), 0);
            var shown = ((GuildAnswer.Stored) now(answer)).shown();
            assertThat(now(gone)).isInstanceOf(GuildAnswer.Done.class);

            assertThat(shown.referenced()).as("asked for before the deletion").isEqualTo(question);
        }
    }
}
