package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.guildstorm.server.api.Route;
import io.guildstorm.server.node.Person.Reply;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Case 49: on every route that there is, what belongs to a guild answers a stranger as if it did not exist, byte for
/// byte.
class ForeignAccessTest {
    @RegisterExtension
    static final ServerUnderTest server = ServerUnderTest.inMemory("access.global-limit=off");

    private static final String NOWHERE = "175928847299117063";

    @TestFactory
    Stream<DynamicTest> a_guild_is_to_a_stranger_as_if_it_were_absent() {
        var there = hidden();
        return server.routes().stream()
                .filter(route ->
                        route.path().contains("{guild}") || route.path().contains("{channel}"))
                .map(route -> dynamicTest(route.method() + " " + route.path(), () -> {
                    var foreign = ask(route, there);
                    var absent = ask(
                            route, Map.of("guild", NOWHERE, "channel", NOWHERE, "message", NOWHERE, "role", NOWHERE));

                    assertThat(foreign.status()).isEqualTo(404);
                    assertThat(foreign.code()).isIn(10003, 10004);
                    assertThat(foreign.body()).isEqualTo(absent.body());
                }));
    }

    @Test
    void all_that_belongs_to_a_guild_is_among_those_routes() {
        assertThat(server.routes()).hasSizeGreaterThan(40);
    }

    /// Ids of a guild that Bob is no member of.
    private static Map<String, String> hidden() {
        var ann = server.as("ann");
        var created = server.admin()
                .post(
                        "/admin/v1/guilds",
                        "{\"name\":\"g\",\"owner\":\"%s\",\"channels\":[{\"name\":\"c\"}]}".formatted(server.id("ann")))
                .json();
        String guild = created.path("id").asText();
        String channel = created.path("channels").path(0).path("id").asText();
        String message = ann.send(channel, "secret").json().path("id").asText();
        String role = ann.post("guilds/" + guild + "/roles", "{\"name\":\"r\"}")
                .json()
                .path("id")
                .asText();
        return Map.of("guild", guild, "channel", channel, "message", message, "role", role);
    }

    private static Reply ask(Route route, Map<String, String> ids) {
        String path = route.path();
        for (var id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getValue());
        }
        path = path.replace("{user}", server.id("ann")).replace("{target}", server.id("ann"));
        String query = path.endsWith("/search") ? "?query=a" : "";
        // every field that any of them needs
        String body = "{\"name\":\"name\",\"content\":\"text\",\"type\":%d,\"messages\":[\"%s\",\"%s\"]}"
                .formatted(path.endsWith("/threads") ? 11 : 0, NOWHERE, ids.get("message"));
        boolean takesBody = !route.method().equals("GET") && !route.method().equals("DELETE");
        return server.as("bob").ask(route.method(), path + query, takesBody ? body : null);
    }
}
