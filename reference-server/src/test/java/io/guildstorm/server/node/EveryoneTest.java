package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guildstorm.server.model.Permission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may say `@everyone` and be taken at the word, by REST. Ann owns the guild.
class EveryoneTest {
    private static final String NOBODY = "{\"content\":\"hear @everyone\",\"allowed_mentions\":{\"parse\":[]}}";

    @RegisterExtension
    static final ServerUnderTest server = ServerUnderTest.onDisk();

    private Person ann;
    private Person bob;
    private String channel = "";
    private String messages = "";

    @BeforeEach
    void a_channel() {
        signIn();
        channel = ann.post("guilds/" + server.guild() + "/channels", "{\"name\":\"news\"}")
                .json()
                .path("id")
                .asText();
        messages = "channels/" + channel + "/messages";
    }

    private void signIn() {
        ann = server.as("ann");
        bob = server.as("bob");
    }

    private static boolean toEveryone(JsonNode message) {
        assertThat(message.path("mention_everyone").isBoolean()).isTrue();
        return message.path("mention_everyone").asBoolean();
    }

    private boolean read(JsonNode message) {
        return toEveryone(ann.get(messages + "/" + message.path("id").asText()).json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"@everyone", "dear @everyone, hello", "@here", "hello@here!"})
    void who_may_mentions_everyone_and_the_message_says_so_for_ever(String text) {
        var said = ann.send(channel, text).json();

        assertThat(toEveryone(said)).isTrue();
        assertThat(read(said)).isTrue();
        server.restart();
        signIn();
        assertThat(read(said)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"everyone", "@ everyone", "@Everyone", "@her"})
    void other_words_mention_nobody(String text) {
        assertThat(toEveryone(ann.send(channel, text).json())).isFalse();
    }

    @Test
    void without_the_permission_it_is_a_word_like_any_other_and_a_channel_may_give_it() {
        var before = bob.send(channel, "@everyone").json();
        var given = ann.ask(
                "PUT",
                "channels/" + channel + "/permissions/" + server.guild(),
                "{\"type\":0,\"allow\":\"" + Permission.MENTION_EVERYONE.bit() + "\"}");
        var after = bob.send(channel, "@everyone").json();

        assertThat(toEveryone(before)).isFalse();
        assertThat(given.status()).isEqualTo(204);
        assertThat(toEveryone(after)).isTrue();
        assertThat(read(before)).as("what was said stays as it was said").isFalse();
    }

    @Test
    void who_asks_for_no_mention_makes_none() {
        var said = ann.post(messages, NOBODY).json();
        var edited =
                ann.patch(messages + "/" + said.path("id").asText(), NOBODY).json();

        assertThat(toEveryone(said)).isFalse();
        assertThat(toEveryone(edited)).isFalse();
        assertThat(toEveryone(ann.post(messages, NOBODY.replace("[]", "[\"users\",\"everyone\"]"))
                        .json()))
                .isTrue();
    }

    @Test
    void an_edit_says_it_anew() {
        var said = ann.send(channel, "@everyone").json();
        String at = messages + "/" + said.path("id").asText();

        var taken = ann.patch(at, "{\"content\":\"nobody\"}").json();
        var given = ann.patch(at, "{\"content\":\"@everyone again\"}").json();

        assertThat(toEveryone(taken)).isFalse();
        assertThat(toEveryone(given)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7                          | DICT_TYPE_CONVERT
            {"parse":"everyone"}       | LIST_TYPE_CONVERT
            {"parse":[1]}              | STRING_TYPE_CONVERT
            {"parse":["a","b","c","d"]} | BASE_TYPE_MAX_LENGTH
            """)
    void what_it_cannot_be_is_refused_by_name(String value, String code) {
        var refused = ann.post(messages, "{\"content\":\"hello\",\"allowed_mentions\":" + value + "}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("allowed_mentions", code);
    }
}
