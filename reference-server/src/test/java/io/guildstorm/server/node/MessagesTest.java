package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.node.Person.Reply;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesTest {
    @RegisterExtension
    static final ServerUnderTest server = ServerUnderTest.inMemory();

    private String channel = "";
    private String messages = "";

    @BeforeEach
    void a_guild_of_its_own() {
        var created = server.admin()
                .post(
                        "/admin/v1/guilds",
                        "{\"name\":\"g\",\"owner\":\"%s\",\"channels\":[{\"name\":\"c\"}],\"members\":{\"from_users\":[\"%s\"]}}"
                                .formatted(server.id("ann"), server.id("bob")));
        channel = created.json().path("channels").path(0).path("id").asText();
        messages = "channels/" + channel + "/messages";
    }

    @Test
    void a_message_is_answered_whole() {
        var reply = server.as("bob").send(channel, "h\\u00e9 \\ud83d\\ude00");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("content").asText()).isEqualTo("hé 😀");
        assertThat(reply.json().path("author").path("id").asText()).isEqualTo(server.id("bob"));
        assertThat(reply.json().path("channel_id").asText()).isEqualTo(channel);
        assertThat(reply.json().path("id").asText()).matches("\\d{17,19}");
    }

    @Test
    void history_is_newest_first_whichever_way_it_is_asked() {
        var ids = server.as("ann").sendMany(channel, "m", 10);
        var bob = server.as("bob");

        assertThat(contents(bob.get(messages + "?limit=3"))).containsExactly("m 9", "m 8", "m 7");
        assertThat(contents(bob.get(messages))).hasSize(10).startsWith("m 9").endsWith("m 0");
        assertThat(contents(bob.get(messages + "?limit=2&before=" + ids.get(4))))
                .containsExactly("m 3", "m 2");
        assertThat(contents(bob.get(messages + "?limit=2&after=" + ids.get(4)))).containsExactly("m 6", "m 5");
        assertThat(contents(bob.get(messages + "?limit=3&around=" + ids.get(4))))
                .containsExactly("m 5", "m 4", "m 3");
        assertThat(contents(bob.get(messages + "?after=0&limit=2"))).containsExactly("m 1", "m 0");
    }

    @Test
    void pages_of_history_cover_every_message_once() {
        server.as("ann").sendMany(channel, "m", 25);

        var seen = new java.util.ArrayList<String>();
        String query = "?limit=7";
        for (var page = server.as("bob").get(messages + query); !page.json().isEmpty(); ) {
            seen.addAll(contents(page));
            String last = page.json().path(page.json().size() - 1).path("id").asText();
            page = server.as("bob").get(messages + "?limit=7&before=" + last);
        }

        assertThat(seen)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 25)
                        .mapToObj(i -> "m " + (25 - i))
                        .toList());
    }

    @Test
    void an_edit_shows_in_reads_and_only_its_author_may_make_it() {
        String id = server.as("bob").send(channel, "old").json().path("id").asText();

        var foreign = server.as("ann").patch(messages + "/" + id, "{\"content\":\"mine\"}");
        var edited = server.as("bob").patch(messages + "/" + id, "{\"content\":\"new\"}");

        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.code()).isEqualTo(50005);
        assertThat(edited.json().path("content").asText()).isEqualTo("new");
        assertThat(edited.json().path("edited_timestamp").isTextual()).isTrue();
        assertThat(server.as("ann")
                        .get(messages + "/" + id)
                        .json()
                        .path("content")
                        .asText())
                .isEqualTo("new");
    }

    @Test
    void what_was_deleted_is_gone_from_every_read() {
        String id = server.as("bob").send(channel, "gone").json().path("id").asText();

        var reply = server.as("bob").delete(messages + "/" + id);

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.header("Content-Type")).isEmpty();
        assertThat(server.as("ann").get(messages + "/" + id).code()).isEqualTo(10008);
        assertThat(contents(server.as("ann").get(messages))).isEmpty();
        assertThat(server.as("bob").delete(messages + "/" + id).code()).isEqualTo(10008);
    }

    @Test
    void others_messages_are_deleted_by_the_owner_alone() {
        String anns = server.as("ann").send(channel, "by ann").json().path("id").asText();
        String bobs = server.as("bob").send(channel, "by bob").json().path("id").asText();

        assertThat(server.as("bob").delete(messages + "/" + anns).code()).isEqualTo(50013);
        assertThat(server.as("ann").delete(messages + "/" + bobs).status()).isEqualTo(204);
    }

    @Test
    void a_retried_nonce_is_one_message_and_an_unenforced_one_is_not() {
        String enforced = "{\"content\":\"x\",\"nonce\":\"n1\",\"enforce_nonce\":true}";
        String loose = "{\"content\":\"y\",\"nonce\":12345678901234567}";
        var ann = server.as("ann");

        var first = ann.post(messages, enforced);
        var second = ann.post(messages, enforced);
        var third = ann.post(messages, loose);
        var fourth = ann.post(messages, loose);

        assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(first.json().path("nonce").asText()).isEqualTo("n1");
        assertThat(third.json().path("nonce").isIntegralNumber()).isTrue();
        assertThat(fourth.json().path("id")).isNotEqualTo(third.json().path("id"));
        assertThat(contents(ann.get(messages))).containsExactly("y", "y", "x");
    }

    @Test
    void retries_that_cross_are_one_message() {
        String body = "{\"content\":\"once\",\"nonce\":\"n2\",\"enforce_nonce\":true}";
        var ann = server.as("ann");

        var replies = IntStream.range(0, 20).mapToObj(_ -> ann.later("POST", messages, body)).toList().stream()
                .map(reply -> reply.join().json().path("id").asText());

        assertThat(replies.distinct()).hasSize(1);
        assertThat(contents(ann.get(messages))).containsExactly("once");
    }

    @Test
    void a_reply_names_what_it_answers() {
        String id = server.as("ann").send(channel, "question").json().path("id").asText();

        var reply = server.as("bob")
                .post(messages, "{\"content\":\"answer\",\"message_reference\":{\"message_id\":\"" + id + "\"}}")
                .json();

        assertThat(reply.path("type").asInt()).isEqualTo(19);
        assertThat(reply.path("message_reference").path("message_id").asText()).isEqualTo(id);
    }

    @Test
    void typing_is_answered_without_a_body() {
        var reply = server.as("ann").post("channels/" + channel + "/typing", null);

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"content":""}                        | 50006 | Cannot send an empty message
                    {"content":"  \\n "}                  | 50006 | Cannot send an empty message
                    {}                                    | 50006 | Cannot send an empty message
                    {"content":1}                         | 50035 | Invalid Form Body
                    {"content":["a"]}                     | 50035 | Invalid Form Body
                    {"content":"a","nonce":true}          | 50035 | Invalid Form Body
                    {"content":"a","nonce":1.5}           | 50035 | Invalid Form Body
                    {"content":"a","nonce":"12345678901234567890123456"} | 50035 | Invalid Form Body
                    {"content":"a","enforce_nonce":"yes"} | 50035 | Invalid Form Body
                    {"content":"a","message_reference":7} | 50035 | Invalid Form Body
                    ["content"]                           | 50035 | Invalid Form Body
                    {"content":"a"                        | 50109 | The request body contains invalid JSON.
                    {"content":"a"} x                     | 50109 | The request body contains invalid JSON.
                    content=a                             | 50109 | The request body contains invalid JSON.
                    """)
    void a_bad_body_is_told_400(String body, int code, String message) {
        var reply = server.as("ann").post(messages, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.json().path("message").asText()).isEqualTo(message);
    }

    @Test
    void too_long_a_text_is_told_with_its_field_and_length() {
        var reply = server.as("ann").send(channel, "x".repeat(2_417));

        assertThat(reply.body())
                .isEqualTo(
                        "{\"message\":\"Invalid Form Body\",\"code\":50035,\"errors\":{\"content\":{\"_errors\":"
                                + "[{\"code\":\"BASE_TYPE_MAX_LENGTH\",\"message\":\"Must be 2000 or fewer in length; was 2417.\"}]}}}");
    }

    @Test
    void the_longest_text_is_let_through() {
        assertThat(server.as("ann").send(channel, "x".repeat(2_000)).status()).isEqualTo(200);
    }

    private static List<String> contents(Reply reply) {
        return reply.each("content");
    }
}
