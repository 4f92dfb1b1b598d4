package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a thread begins with, and how it is counted what was said in it, by REST.
class ThreadCountsTest {
    @RegisterExtension
    static final ServerUnderTest server = ServerUnderTest.onDisk();

    private Person ann;
    private Person bob;
    private String channel = "";
    private String topic = "";
    private String thread = "";

    @BeforeEach
    void a_thread_on_a_message_of_ann() {
        signIn();
        channel = ann.post("guilds/" + server.guild() + "/channels", "{\"name\":\"threads\"}")
                .json()
                .path("id")
                .asText();
        topic = ann.send(channel, "topic").json().path("id").asText();
        thread = bob.post("channels/" + channel + "/messages/" + topic + "/threads", "{\"name\":\"talk\"}")
                .json()
                .path("id")
                .asText();
    }

    private void signIn() {
        ann = server.as("ann");
        bob = server.as("bob");
    }

    private JsonNode starter() {
        return ann.get("channels/" + thread + "/messages?after=0&limit=1")
                .json()
                .get(0);
    }

    private JsonNode parent() {
        return ann.get("channels/" + channel + "/messages/" + topic).json();
    }

    /// `message_count`, `total_message_sent`, `member_count`.
    private static List<Integer> counts(JsonNode of) {
        return List.of(
                of.path("message_count").asInt(-1),
                of.path("total_message_sent").asInt(-1),
                of.path("member_count").asInt(-1));
    }

    private List<Integer> counts() {
        return counts(ann.get("channels/" + thread).json());
    }

    @Test
    void it_begins_with_a_message_that_shows_what_it_began_on() {
        var starter = starter();

        assertThat(starter.path("type").asInt()).isEqualTo(21);
        assertThat(starter.path("content").asText()).isEmpty();
        assertThat(starter.path("channel_id").asText()).isEqualTo(thread);
        assertThat(starter.path("author").path("username").asText()).isEqualTo("bob");
        assertThat(starter.path("message_reference").path("message_id").asText())
                .isEqualTo(topic);
        assertThat(starter.path("message_reference").path("channel_id").asText())
                .isEqualTo(channel);
        assertThat(starter.path("referenced_message")).isEqualTo(parent());
        assertThat(parent().path("flags").asInt()).isEqualTo(32);
        assertThat(parent().path("thread").path("id").asText()).isEqualTo(thread);
    }

    @Test
    void a_thread_without_a_message_begins_empty() {
        String other = ann.post("channels/" + channel + "/threads", "{\"name\":\"aside\",\"type\":11}")
                .json()
                .path("id")
                .asText();

        assertThat(ann.get("channels/" + other + "/messages").json()).isEmpty();
    }

    @Test
    void nobody_answers_edits_or_deletes_the_message_that_it_begins_with() {
        String starter =
                "channels/" + thread + "/messages/" + starter().path("id").asText();
        String reply = "{\"content\":\"answer\",\"message_reference\":{\"message_id\":\""
                + starter().path("id").asText() + "\"}}";
        String said = ann.send(thread, "said").json().path("id").asText();

        assertThat(bob.delete(starter).code()).isEqualTo(50021);
        assertThat(ann.delete(starter).code()).isEqualTo(50021);
        assertThat(bob.patch(starter, "{\"content\":\"x\"}").code()).isEqualTo(50021);
        assertThat(ann.post(
                                "channels/" + thread + "/messages/bulk-delete",
                                "{\"messages\":[\"" + said + "\",\""
                                        + starter().path("id").asText() + "\"]}")
                        .code())
                .isEqualTo(50021);
        assertThat(ann.post("channels/" + thread + "/messages", reply).code()).isEqualTo(50035);
        assertThat(ann.get("channels/" + thread + "/messages").json()).hasSize(2);
    }

    @Test
    void what_is_said_counts_and_what_it_begins_with_does_not() {
        assertThat(counts()).containsExactly(0, 0, 1);

        var sent = ann.sendMany(thread, "m", 5);
        assertThat(counts()).containsExactly(5, 5, 2);
        ann.delete("channels/" + thread + "/messages/" + sent.getFirst());
        assertThat(counts()).containsExactly(4, 5, 2);
        ann.post(
                "channels/" + thread + "/messages/bulk-delete",
                "{\"messages\":[\"" + sent.get(0) + "\",\"" + sent.get(1) + "\",\"" + sent.get(2) + "\"]}");
        assertThat(counts()).containsExactly(2, 5, 2);
        bob.delete("channels/" + thread + "/thread-members/@me");
        assertThat(counts()).containsExactly(2, 5, 1);

        assertThat(counts(parent().path("thread"))).containsExactly(2, 5, 1);
        var active = ann.get("guilds/" + server.guild() + "/threads/active").json();
        assertThat(active.path("threads").findValuesAsText("id")).contains(thread);
    }

    @Test
    void counts_are_those_of_before_after_a_restart_and_gone_with_the_thread() {
        var sent = ann.sendMany(thread, "m", 3);
        ann.delete("channels/" + thread + "/messages/" + sent.getFirst());

        server.restart();
        signIn();

        assertThat(counts()).containsExactly(2, 3, 2);
        assertThat(starter().path("referenced_message")).isEqualTo(parent());
        ann.delete("channels/" + thread);
        server.restart();
        signIn();
        String again = ann.post("channels/" + channel + "/messages/" + topic + "/threads", "{\"name\":\"again\"}")
                .json()
                .path("id")
                .asText();
        assertThat(again).isEqualTo(thread);
        assertThat(counts()).containsExactly(0, 0, 1);
    }

    @Test
    void a_message_that_a_thread_began_on_may_go_and_the_thread_stays() {
        ann.delete("channels/" + channel + "/messages/" + topic);

        var starter = starter();
        assertThat(starter.path("type").asInt()).isEqualTo(21);
        assertThat(starter.get("referenced_message").isNull()).isTrue();
        assertThat(ann.send(thread, "still here").status()).isEqualTo(200);
    }
}
