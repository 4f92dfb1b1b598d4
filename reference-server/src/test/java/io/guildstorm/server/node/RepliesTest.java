package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Messages that answer others, by REST.
class RepliesTest {
    private static final long READ_HISTORY = 1 << 16;

    @RegisterExtension
    static final ServerUnderTest server = ServerUnderTest.onDisk();

    private Person ann;
    private Person bob;
    private String channel = "";
    private String messages = "";
    private String question = "";

    @BeforeEach
    void a_question() {
        signIn();
        channel = ann.post("guilds/" + server.guild() + "/channels", "{\"name\":\"replies\"}")
                .json()
                .path("id")
                .asText();
        messages = "channels/" + channel + "/messages";
        question = ann.send(channel, "question").json().path("id").asText();
    }

    private void signIn() {
        ann = server.as("ann");
        bob = server.as("bob");
    }

    private JsonNode reply(String to) {
        return bob.post(messages, referring("{\"message_id\":\"" + to + "\"}")).json();
    }

    private static String referring(String reference) {
        return "{\"content\":\"answer\",\"message_reference\":" + reference + "}";
    }

    private JsonNode read(String id) {
        return ann.get(messages + "/" + id).json();
    }

    @Test
    void a_reply_shows_what_it_answers_wherever_it_is_read() {
        var answered = reply(question);

        assertThat(answered.path("type").asInt()).isEqualTo(19);
        var reference = answered.path("message_reference");
        assertThat(reference.path("message_id").asText()).isEqualTo(question);
        assertThat(reference.path("channel_id").asText()).isEqualTo(channel);
        assertThat(reference.path("guild_id").asText()).isEqualTo(server.guild());
        assertThat(answered.path("referenced_message")).isEqualTo(read(question));
        assertThat(read(answered.path("id").asText())).isEqualTo(answered);
        assertThat(ann.get(messages).json().path(0)).isEqualTo(answered);
        assertThat(ann.get(messages + "?limit=1").json().path(0))
                .as("what it answers is not on this page")
                .isEqualTo(answered);
        assertThat(read(question).has("referenced_message")).isFalse();
    }

    @Test
    void it_is_shown_as_it_is_now_and_one_level_deep() {
        var answer = reply(question).path("id").asText();
        var answerToIt = reply(answer).path("id").asText();
        ann.patch(messages + "/" + question, "{\"content\":\"another question\"}");

        assertThat(read(answer).path("referenced_message").path("content").asText())
                .isEqualTo("another question");
        var shown = read(answerToIt).path("referenced_message");
        assertThat(shown.path("id").asText()).isEqualTo(answer);
        assertThat(shown.path("message_reference").path("message_id").asText()).isEqualTo(question);
        assertThat(shown.has("referenced_message")).isFalse();
    }

    @Test
    void an_edited_reply_goes_on_showing_what_it_answers() {
        String answer = reply(question).path("id").asText();

        var edited =
                bob.patch(messages + "/" + answer, "{\"content\":\"better\"}").json();

        assertThat(edited.path("type").asInt()).isEqualTo(19);
        assertThat(edited.path("referenced_message").path("content").asText()).isEqualTo("question");
        assertThat(read(answer)).isEqualTo(edited);
    }

    @Test
    void what_was_deleted_is_shown_by_no_reply() {
        String answer = reply(question).path("id").asText();

        ann.delete(messages + "/" + question);

        assertThat(read(answer).path("type").asInt()).isEqualTo(19);
        assertThat(read(answer).get("referenced_message").isNull()).isTrue();
        assertThat(read(answer).path("message_reference").path("message_id").asText())
                .isEqualTo(question);
        assertThat(ann.get(messages).json().path(0)).isEqualTo(read(answer));
        var edited =
                bob.patch(messages + "/" + answer, "{\"content\":\"to whom?\"}").json();
        assertThat(edited.get("referenced_message").isNull()).isTrue();
    }

    /// Case 34, in this dialect.
    @Test
    void what_is_shown_in_two_places_is_there_in_both_or_in_neither_whenever_history_is_read() {
        String thread = ann.post(messages + "/" + question + "/threads", "{\"name\":\"talk\"}")
                .json()
                .path("id")
                .asText();
        for (int i = 0; i < 20; i++) {
            String topic = ann.send(channel, "topic " + i).json().path("id").asText();
            String answer = reply(topic).path("id").asText();

            var pages = new ArrayList<CompletableFuture<Person.Reply>>();
            pages.add(bob.later("GET", messages, null));
            var gone = ann.later("DELETE", messages + "/" + topic, null);
            IntStream.range(0, 5).forEach(_ -> pages.add(bob.later("GET", messages, null)));

            assertThat(pages).allSatisfy(page -> {
                var shown = page.join().json();
                var byReply = messageOf(shown, answer).path("referenced_message");
                assertThat(messageOf(shown, topic).isMissingNode())
                        .as("%s", shown)
                        .isEqualTo(byReply.isNull());
            });
            assertThat(gone.join().status()).isEqualTo(204);
            assertThat(bob.get(messages).body()).doesNotContain("\"topic " + i + "\"");
        }
        ann.delete(messages + "/" + question);
        assertThat(ann.get(messages).body()
                        + ann.get("channels/" + thread + "/messages").body())
                .contains("\"type\":21")
                .doesNotContain("question");
    }

    private static JsonNode messageOf(JsonNode page, String id) {
        for (JsonNode message : page) {
            if (message.path("id").asText().equals(id)) {
                return message;
            }
        }
        return MissingNode.getInstance();
    }

    @Test
    void a_reply_is_one_across_a_restart_whatever_became_of_what_it_answers() {
        String kept = reply(question).path("id").asText();
        String other = ann.send(channel, "other").json().path("id").asText();
        String orphan = reply(other).path("id").asText();
        ann.delete(messages + "/" + other);
        var before = ann.get(messages).json();

        server.restart();
        signIn();

        assertThat(ann.get(messages).json()).isEqualTo(before);
        assertThat(read(kept).path("referenced_message").path("content").asText())
                .isEqualTo("question");
        assertThat(read(orphan).get("referenced_message").isNull()).isTrue();
    }

    @Test
    void what_is_not_there_is_not_answered_unless_the_sender_does_not_mind() {
        ann.delete(messages + "/" + question);

        var refused = bob.post(messages, referring("{\"message_id\":\"" + question + "\"}"));
        var sent = bob.post(messages, referring("{\"message_id\":\"" + question + "\",\"fail_if_not_exists\":false}"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(50035);
        assertThat(refused.json().at("/errors/message_reference/_errors/0/code").asText())
                .isEqualTo("MESSAGE_REFERENCE_UNKNOWN_MESSAGE");
        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.json().path("type").asInt()).isZero();
        assertThat(sent.json().has("message_reference")).isFalse();
        assertThat(sent.json().has("referenced_message")).isFalse();
    }

    /// What stands elsewhere is as if it were not there, also to who may see it.
    @Test
    void a_reply_stays_in_its_channel() {
        String elsewhere =
                ann.send(server.channel(), "secret").json().path("id").asText();

        var refused = bob.post(messages, referring("{\"message_id\":\"" + elsewhere + "\"}"));

        assertThat(refused.code()).isEqualTo(50035);
        assertThat(refused.body()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"message_id":"Q","channel_id":"1"}  | channel_id
            {"message_id":"Q","guild_id":"1"}    | guild_id
            {"message_id":"Q","type":1}          | type
            {"message_id":"Q","fail_if_not_exists":"no"} | fail_if_not_exists
            {"message_id":"x"}                   | message_id
            {"channel_id":"C"}                   | message_id
            """)
    void a_wrong_reference_is_named(String reference, String field) {
        String body = referring(reference.replace("\"Q\"", '"' + question + '"').replace("\"C\"", '"' + channel + '"'));

        var reply = bob.post(messages, body);

        assertThat(reply.code()).isEqualTo(50035);
        assertThat(reply.json().path("errors").path("message_reference").has(field))
                .as(reply.body())
                .isTrue();
    }

    @Test
    void who_may_not_read_what_was_said_may_not_have_it_shown_by_answering_it() {
        String everyone = server.guild();
        String permission = "channels/" + channel + "/permissions/" + everyone;
        ann.ask("PUT", permission, "{\"type\":0,\"allow\":\"0\",\"deny\":\"" + READ_HISTORY + "\"}");

        var refused = bob.post(messages, referring("{\"message_id\":\"" + question + "\"}"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo(160002);
        assertThat(bob.send(channel, "just so").status()).isEqualTo(200);
    }

    @Test
    void a_retried_reply_is_one_message_even_when_what_it_answers_is_gone() {
        String body = "{\"content\":\"once\",\"nonce\":\"r1\",\"enforce_nonce\":true,"
                + "\"message_reference\":{\"message_id\":\"" + question + "\"}}";
        var first = bob.post(messages, body).json();
        ann.delete(messages + "/" + question);

        var again = bob.post(messages, body);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("id")).isEqualTo(first.path("id"));
        assertThat(again.json().get("referenced_message").isNull()).isTrue();
        assertThat(ann.get(messages).json()).hasSize(1);
    }
}
