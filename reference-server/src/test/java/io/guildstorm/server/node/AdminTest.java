package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminTest {
    @RegisterExtension
    static final ServerUnderTest server = ServerUnderTest.inMemory();

    @Test
    void users_come_as_lines_and_each_token_opens() throws Exception {
        var lines = server.admin()
                .post("/admin/v1/users", "{\"count\":2500,\"prefix\":\"load\",\"seed\":1}")
                .body()
                .lines()
                .toList();

        assertThat(lines).hasSize(2_500);
        for (int i : new int[] {0, 1_000, 2_499}) {
            var line = new ObjectMapper().readTree(lines.get(i));
            var self = server.withHeader("Bot " + line.path("token").asText())
                    .get("users/@me")
                    .json();
            assertThat(line.path("name").asText()).isEqualTo("load-" + i);
            assertThat(self.path("id")).isEqualTo(line.path("id"));
            assertThat(self.path("username")).isEqualTo(line.path("name"));
        }
    }

    @Test
    void members_join_and_leave_in_numbers() {
        var users = server.admin().post("/admin/v1/users", "{\"count\":1}").json();
        String id = users.path("id").asText();
        var person = server.withHeader("Bot " + users.path("token").asText());
        String guild = "/admin/v1/guilds/" + server.guild();

        var joined = server.admin().ask("PUT", guild + "/members", "{\"users\":[\"" + id + "\"]}");
        var sent = person.send(server.channel(), "in");
        var left = server.admin().ask("DELETE", guild + "/members", "{\"users\":[" + id + "]}");
        var after = person.send(server.channel(), "out");

        assertThat(joined.status()).isEqualTo(204);
        assertThat(sent.status()).isEqualTo(200);
        assertThat(left.status()).isEqualTo(204);
        assertThat(after.code()).isEqualTo(10003);
    }

    @Test
    void a_guild_is_founded_with_as_many_synthetic_members_as_are_wanted() {
        var created = server.admin()
                .post(
                        "/admin/v1/guilds",
                        "{\"name\":\"big\",\"owner\":\"" + server.id("ann")
                                + "\",\"channels\":[{\"name\":\"a\",\"type\":0},{\"name\":\"b\"}],"
                                + "\"members\":{\"synthetic\":35000,\"seed\":7,\"roles\":3}}");
        String guild = created.json().path("id").asText();

        assertThat(created.status()).isEqualTo(200);
        assertThat(created.json().path("channels")).hasSize(2);
        var state = server.admin().get("/admin/v1/guilds/" + guild + "/state").json();
        assertThat(state.path("members").asInt()).isEqualTo(35_001);
        assertThat(server.as("ann").get("guilds/" + guild + "/roles").json()).hasSize(4);
        var page =
                server.as("ann").get("guilds/" + guild + "/members?limit=1000").json();
        assertThat(page)
                .hasSize(1_000)
                .isEqualTo(server.as("ann")
                        .get("guilds/" + guild + "/members?limit=1000&after=1")
                        .json());
        String name = page.path(7).path("user").path("username").asText();
        assertThat(server.as("ann")
                        .get("guilds/" + guild + "/members/search?limit=1000&query=" + name)
                        .json())
                .anySatisfy(found ->
                        assertThat(found.path("user").path("username").asText()).isEqualTo(name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    POST | /admin/v1/users               | {}                              | count
                    POST | /admin/v1/users               | {"count":0}                     | count
                    POST | /admin/v1/users               | {"count":"many"}                | count
                    POST | /admin/v1/users               | {"count":1,"prefix":5}          | prefix
                    POST | /admin/v1/guilds              | {"owner":"1"}                   | name
                    POST | /admin/v1/guilds              | {"name":"x"}                    | owner
                    POST | /admin/v1/guilds              | {"name":"x","owner":"1"}        | owner
                    POST | /admin/v1/guilds              | {"name":"x","owner":ANN,"channels":[{"name":"v","type":2}]} | channels
                    PUT  | /admin/v1/guilds/GUILD/members | {}                             | users
                    PUT  | /admin/v1/guilds/GUILD/members | {"users":["1"]}                | users
                    PUT  | /admin/v1/guilds/GUILD/members | {"users":["x"]}                | users
                    """)
    void a_wrong_form_names_the_field(String method, String path, String body, String field) {
        var reply = server.admin()
                .ask(method, path.replace("GUILD", server.guild()), body.replace("ANN", server.id("ann")));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(50035);
        assertThat(reply.json().path("errors").has(field)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/admin/v1/users",
        "POST,/admin/v1/guilds",
        "PUT,/admin/v1/guilds/1/members",
        "DELETE,/admin/v1/guilds/1/members",
        "GET,/admin/v1/guilds/1/state",
        "GET,/admin/v1/state"
    })
    void nothing_opens_without_the_admin_token(String method, String path) {
        assertThat(server.stranger().ask(method, path, "{}").status()).isEqualTo(401);
        assertThat(server.as("ann").ask(method, path, "{}").status()).isEqualTo(401);
        assertThat(server.withHeader("Bearer guess").ask(method, path, "{}").status())
                .isEqualTo(401);
    }

    @Test
    void the_state_names_settings_transport_loops_and_guilds() {
        var state = server.admin().get("/admin/v1/state").json();

        assertThat(state.path("settings").path("store").asText()).isEqualTo("memory");
        assertThat(state.path("transport").asText()).isIn("io_uring", "epoll", "nio");
        assertThat(state.path("loops")).isNotEmpty();
        assertThat(state.path("guilds").findValuesAsText("id")).contains(server.guild());
        assertThat(state.path("guilds").path(0).path("epoch").asInt()).isPositive();
        assertThat(state.path("guilds").path(0).path("relays").asInt(-1)).isZero();
    }

    @Test
    void faults_do_not_exist_unless_they_are_allowed() {
        assertThat(server.admin().post("/admin/v1/faults", "{\"gc\":true}").status())
                .isEqualTo(404);
    }

    @Test
    void metrics_count_what_was_asked_and_health_is_open() {
        server.as("ann").send(server.channel(), "counted");

        String metrics = server.stranger().get("/metrics").body();

        assertThat(server.stranger().get("/healthz").body()).isEqualTo("ok\n");
        assertThat(metrics.lines().filter(line -> !line.startsWith("#")))
                .isNotEmpty()
                .allMatch(line -> line.matches("[a-z_]+(\\{[^}]*})? [0-9.eE+-]+|.* NaN"));
        assertThat(value(metrics, "guildstorm_http_requests_total")).isPositive();
        assertThat(value(metrics, "guildstorm_connections_sockets")).isPositive();
    }

    private static double value(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}
