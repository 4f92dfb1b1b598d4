package io.guildstorm.server.gateway;

import static io.guildstorm.server.gateway.TestServer.ALL;
import static io.guildstorm.server.gateway.TestServer.ANN;
import static io.guildstorm.server.gateway.TestServer.BOB;
import static io.guildstorm.server.gateway.TestServer.GUILD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The shape of presences, and nothing more: a session is told what it said itself, as others are told nothing yet.
@TestInstance(Lifecycle.PER_CLASS)
class PresencePayloadTest {
    private static final int PRESENCES_TOO = ALL | 1 << 1 | 1 << 8;

    private TestServer server;

    @BeforeAll
    void start() {
        server = new TestServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /// The presences of GUILD_CREATE for Bob, who says this of himself when he signs in.
    private JsonNode atStart(String presence, int intents) {
        try (var bob = server.connect()) {
            bob.send("{\"op\":2,\"d\":{\"token\":\"" + server.token(BOB) + "\",\"intents\":" + intents
                    + ",\"properties\":{},\"presence\":" + presence + "}}");
            return bob.dispatch("GUILD_CREATE").path("d").path("presences");
        }
    }

    private static JsonNode presencesOf(TestClient bob, String rest) {
        bob.send("{\"op\":8,\"d\":{\"guild_id\":\"" + GUILD + "\"," + rest + "}}");
        return bob.dispatch("GUILD_MEMBERS_CHUNK").path("d").path("presences");
    }

    private static JsonNode presence(String status) throws Exception {
        return new ObjectMapper()
                .readTree("[{\"user\":{\"id\":\"" + BOB.id() + "\"},\"guild_id\":\"" + GUILD + "\",\"status\":\""
                        + status + "\",\"activities\":[],\"client_status\":{\"web\":\"" + status + "\"}}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null | online",
                "{\"status\":\"online\"} | online",
                "{\"status\":\"idle\",\"since\":91879201,\"afk\":true,\"activities\":[]} | idle",
                "{\"status\":\"dnd\",\"since\":null,\"afk\":false,\"activities\":[{\"name\":\"a game\",\"type\":0}]} | dnd"
            })
    void who_signs_in_is_told_its_own_presence(String said, String status) throws Exception {
        assertThat(atStart(said, PRESENCES_TOO)).isEqualTo(presence(status));
    }

    @Test
    void nobody_who_is_offline_is_listed_and_nothing_without_the_intent() {
        assertThat(atStart("{\"status\":\"invisible\"}", PRESENCES_TOO)).isEmpty();
        assertThat(atStart("{\"status\":\"offline\"}", PRESENCES_TOO)).isEmpty();
        assertThat(atStart("{\"status\":\"online\"}", ALL)).isEmpty();
    }

    @Test
    void presences_come_with_members_when_they_are_asked_for() throws Exception {
        String own = "\"user_ids\":[\"" + ANN.id() + "\",\"" + BOB.id() + "\"]";
        try (var bob = server.signedIn(BOB, PRESENCES_TOO)) {
            bob.send("{\"op\":3,\"d\":{\"status\":\"dnd\",\"since\":null,\"afk\":false,\"activities\":[]}}");

            assertThat(presencesOf(bob, own + ",\"presences\":true")).isEqualTo(presence("dnd"));
            assertThat(presencesOf(bob, "\"query\":\"\",\"limit\":0,\"presences\":true"))
                    .isEqualTo(presence("dnd"));
            assertThat(presencesOf(bob, "\"user_ids\":[\"" + ANN.id() + "\"],\"presences\":true"))
                    .as("who is not among the members")
                    .isEmpty();
            assertThat(presencesOf(bob, own).isMissingNode())
                    .as("not asked for")
                    .isTrue();
            bob.send("{\"op\":3,\"d\":{\"status\":\"invisible\"}}");
            assertThat(presencesOf(bob, own + ",\"presences\":true")).isEmpty();
        }
    }
}
