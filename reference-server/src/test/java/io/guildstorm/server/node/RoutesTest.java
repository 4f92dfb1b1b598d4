package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    @RegisterExtension
    static final ServerUnderTest server = ServerUnderTest.inMemory();

    @ParameterizedTest
    @ValueSource(strings = {"/api/v10", "/api/v9", "/api"})
    void every_version_answers_the_same(String version) {
        var reply = server.as("ann").get(version + "/users/@me");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("id").asText()).isEqualTo(server.id("ann"));
        assertThat(reply.json().path("verified").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    gateway                            | url
                    gateway/bot                        | session_start_limit
                    users/@me                          | username
                    users/BOB                          | username
                    applications/@me                   | verify_key
                    oauth2/applications/@me            | owner
                    guilds/GUILD                       | roles
                    guilds/GUILD?with_counts=true      | approximate_member_count
                    guilds/GUILD/members/BOB           | user
                    guilds/GUILD/members/@me           | user
                    guilds/GUILD/threads/active        | threads
                    channels/CHANNEL                   | type
                    """)
    void a_route_answers_an_object(String path, String field) {
        var reply = server.as("ann").get(filled(path));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().has(field)).isTrue();
        assertThat(reply.header("Via")).isEqualTo("1.1 guildstorm");
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    users/@me/guilds                          | 1
                    users/@me/guilds?after=GUILD              | 0
                    guilds/GUILD/channels                     | 2
                    guilds/GUILD/roles                        | 1
                    guilds/GUILD/members                      | 1
                    guilds/GUILD/members?limit=1000           | 5
                    guilds/GUILD/members?limit=9&after=BOB    | 3
                    guilds/GUILD/members/search?query=AN      | 1
                    guilds/GUILD/members/search?query=zz      | 0
                    """)
    void a_route_answers_an_array(String path, int length) {
        var reply = server.as("ann").get(filled(path));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().isArray()).isTrue();
        assertThat(reply.json()).hasSize(length);
    }

    @Test
    void members_come_by_rising_id() {
        var ids = server.as("ann")
                .get("guilds/" + server.guild() + "/members?limit=5")
                .json()
                .findValuesAsText("id");

        assertThat(ids.stream().map(Long::valueOf)).hasSize(5).isSorted();
    }

    @Test
    void the_gateway_is_where_the_client_reached_us() {
        var reply = server.stranger().get("gateway");

        assertThat(reply.json().path("url").asText()).isEqualTo("ws://" + server.authority() + "/gateway");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GET    | nowhere                                | 404 | 0
                    GET    | /                                      | 404 | 0
                    GET    | /api/v8/users/@me                      | 404 | 0
                    POST   | users/@me                              | 405 | 0
                    PUT    | channels/CHANNEL/messages              | 405 | 0
                    GET    | users/123456789012345678               | 404 | 10013
                    GET    | guilds/123456789012345678              | 404 | 10004
                    GET    | guilds/abc                             | 404 | 10004
                    GET    | guilds/GUILD/members/12345678901234567 | 404 | 10007
                    GET    | channels/123456789012345678            | 404 | 10003
                    GET    | channels/123456789012345678/messages   | 404 | 10003
                    POST   | channels/123456789012345678/typing     | 404 | 10003
                    GET    | channels/CHANNEL/messages/12345678901234567    | 404 | 10008
                    DELETE | channels/CHANNEL/messages/12345678901234567    | 404 | 10008
                    GET    | channels/CHANNEL/messages?limit=101    | 400 | 50035
                    GET    | channels/CHANNEL/messages?limit=0      | 400 | 50035
                    GET    | channels/CHANNEL/messages?limit=x      | 400 | 50035
                    GET    | channels/CHANNEL/messages?before=x     | 400 | 50035
                    GET    | channels/CHANNEL/messages?before=1&after=2 | 400 | 50035
                    GET    | guilds/GUILD/members?limit=1001        | 400 | 50035
                    GET    | guilds/GUILD/members/search            | 400 | 50035
                    GET    | channels/CHANNEL/webhooks              | 404 | 0
                    GET    | /gateway                               | 426 | 0
                    GET    | /api/v10/users/%zz                     | 400 | 0
                    """)
    void an_error_has_its_status_and_code(String method, String path, int status, int code) throws Exception {
        // the client refuses broken escapes itself: that row goes by a bare socket
        var reply = path.contains("%zz") ? RawHttp.get(server.port(), path) : null;

        if (reply != null) {
            assertThat(reply.status()).isEqualTo(status);
        } else {
            var answer = server.as("ann").ask(method, filled(path), null);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.code()).isEqualTo(code);
            assertThat(answer.json().path("message").asText()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bot ", "Bot abc", "Bot MTIz.AAAA.BBBB", "Bearer x", "nonsense"})
    void a_bad_token_is_told_401(String header) {
        var reply = server.withHeader(header.isEmpty() ? null : header).get("users/@me");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body()).isEqualTo("{\"message\":\"401: Unauthorized\",\"code\":0}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "guilds/GUILD",
                "guilds/GUILD/channels",
                "guilds/GUILD/members",
                "channels/CHANNEL",
                "channels/CHANNEL/messages",
                "channels/CHANNEL/messages/1"
            })
    void what_a_user_cannot_see_answers_as_if_absent(String path) {
        var line = server.admin().post("/admin/v1/users", "{\"count\":1}").json();
        var outsider = server.withHeader("Bot " + line.path("token").asText());

        var reply = outsider.get(filled(path));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo(path.startsWith("guilds") ? 10004 : 10003);
    }

    private static String filled(String path) {
        return path.replace("GUILD", server.guild())
                .replace("CHANNEL", server.channel())
                .replace("BOB", server.id("bob"));
    }
}
