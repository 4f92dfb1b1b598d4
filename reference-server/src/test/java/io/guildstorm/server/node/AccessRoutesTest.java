package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.node.Person.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Roles, channels, members, bans and threads by REST. Ann owns a guild of her own, Bob and Cyd are members; nobody
/// else
/// is.
class AccessRoutesTest {
    private static final long VIEW = 1 << 10;
    private static final long SEND = 1 << 11;
    private static final long MANAGE_ROLES = 1 << 28;
    private static final long KICK = 1 << 1;

    @RegisterExtension
    static final ServerUnderTest server = ServerUnderTest.inMemory();

    private String guild = "";
    private String channel = "";
    private Person ann = server.stranger();
    private Person bob = server.stranger();

    @BeforeEach
    void a_guild_of_its_own() {
        var created = server.admin()
                .post(
                        "/admin/v1/guilds",
                        "{\"name\":\"g\",\"owner\":\"%s\",\"channels\":[{\"name\":\"c\"}],\"members\":{\"from_users\":[\"%s\",\"%s\"]}}"
                                .formatted(server.id("ann"), server.id("bob"), server.id("cyd")))
                .json();
        guild = "guilds/" + created.path("id").asText();
        channel = "channels/" + created.path("channels").path(0).path("id").asText();
        ann = server.as("ann");
        bob = server.as("bob");
    }

    @Test
    void what_a_member_may_not_see_answers_as_if_it_were_absent() {
        String message = id(ann.post(channel + "/messages", "{\"content\":\"secret\"}"));
        assertThat(bob.get(channel).status()).isEqualTo(200);

        assertThat(deny("bob", VIEW).status()).isEqualTo(204);

        var refused = new ArrayList<Reply>();
        refused.add(bob.get(channel));
        refused.add(bob.get(channel + "/messages"));
        refused.add(bob.get(channel + "/messages/" + message));
        refused.add(bob.post(channel + "/messages", "{\"content\":\"hello?\"}"));
        refused.add(bob.post(channel + "/typing", null));
        refused.add(bob.delete(channel + "/messages/" + message));
        refused.add(bob.post(channel + "/threads", "{\"name\":\"t\",\"type\":11}"));
        refused.add(bob.patch(channel, "{\"name\":\"mine\"}"));
        var absent = bob.get("channels/1");
        assertThat(refused).allSatisfy(reply -> {
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.body()).isEqualTo(absent.body());
        });
        assertThat(bob.get(guild + "/channels").json()).isEmpty();
        assertThat(ann.get(guild + "/channels").json()).hasSize(1);
    }

    @Test
    void who_may_read_but_not_send_is_told_so() {
        deny("bob", SEND);

        var reply = bob.post(channel + "/messages", "{\"content\":\"hello\"}");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo(50013);
        assertThat(bob.get(channel + "/messages").status()).isEqualTo(200);
    }

    @Test
    void a_role_gives_what_it_permits_and_taking_it_takes_that_away() {
        deny(guild.substring("guilds/".length()), VIEW, 0);
        String role = role("{\"name\":\"insiders\",\"permissions\":\"0\",\"color\":255,\"hoist\":true}");
        allow(role, VIEW | SEND, 0);
        assertThat(bob.get(channel).status()).isEqualTo(404);

        assertThat(ann.ask("PUT", held("bob", role), null).status()).isEqualTo(204);
        assertThat(bob.get(channel).status()).isEqualTo(200);
        assertThat(bob.get(guild + "/members/@me").json().path("roles").path(0).asText())
                .isEqualTo(role);

        assertThat(ann.delete(guild + "/roles/" + role).status()).isEqualTo(204);
        assertThat(bob.get(channel).status()).isEqualTo(404);
        assertThat(bob.get(guild + "/members/@me").json().path("roles")).isEmpty();
        assertThat(ann.get(guild + "/roles").json()).hasSize(1);
    }

    @Test
    void nobody_gives_more_than_they_have_or_moves_whom_they_do_not_outrank() {
        String helper = role("{\"name\":\"helper\",\"permissions\":\"" + (MANAGE_ROLES | KICK) + "\",\"position\":5}");
        String boss = role("{\"name\":\"boss\",\"permissions\":\"0\",\"position\":6}");
        ann.ask("PUT", held("bob", helper), null);
        ann.ask("PUT", held("cyd", boss), null);

        assertThat(bob.post(guild + "/roles", "{\"name\":\"r\",\"permissions\":\"8\"}")
                        .code())
                .isEqualTo(50013);
        assertThat(bob.ask("PUT", held("bob", boss), null).code()).isEqualTo(50013);
        assertThat(bob.patch(guild + "/roles/" + helper, "{\"permissions\":\"0\"}")
                        .code())
                .isEqualTo(50013);
        assertThat(bob.delete(guild + "/members/" + server.id("cyd")).code()).isEqualTo(50013);
        assertThat(bob.delete(guild + "/members/" + server.id("ann")).code()).isEqualTo(50013);
        assertThat(bob.post(guild + "/roles", "{\"name\":\"r\",\"permissions\":\"2\"}")
                        .status())
                .isEqualTo(200);
        ann.ask("DELETE", held("cyd", boss), null);
        assertThat(bob.delete(guild + "/members/" + server.id("cyd")).status()).isEqualTo(204);
        assertThat(server.as("cyd").get(guild).status()).isEqualTo(404);
    }

    @Test
    void a_channel_is_made_changed_and_removed_with_all_that_was_said_in_it() {
        var made = ann.post(
                guild + "/channels", "{\"name\":\"news\",\"topic\":\"what is new\",\"rate_limit_per_user\":30}");
        String news = "channels/" + id(made);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("rate_limit_per_user").asInt()).isEqualTo(30);
        String message = id(ann.post(news + "/messages", "{\"content\":\"old\"}"));

        var changed = ann.patch(news, "{\"name\":\"olds\",\"topic\":null,\"position\":0}");
        assertThat(changed.json().path("name").asText()).isEqualTo("olds");
        assertThat(changed.json().path("topic").isNull()).isTrue();

        assertThat(bob.delete(news).code()).isEqualTo(50013);
        assertThat(ann.delete(news).json().path("name").asText()).isEqualTo("olds");
        assertThat(ann.get(news + "/messages/" + message).code()).isEqualTo(10003);
        assertThat(ann.post(news + "/messages", "{\"content\":\"new\"}").code()).isEqualTo(10003);
    }

    @Test
    void nothing_is_said_in_a_category() {
        String category = "channels/" + id(ann.post(guild + "/channels", "{\"name\":\"all\",\"type\":4}"));

        assertThat(ann.post(category + "/messages", "{\"content\":\"hello\"}").code())
                .isEqualTo(50008);
    }

    @Test
    void slow_mode_holds_each_author_back_but_not_who_manages() {
        ann.patch(channel, "{\"rate_limit_per_user\":600}");

        assertThat(bob.post(channel + "/messages", "{\"content\":\"1\"}").status())
                .isEqualTo(200);
        var second = bob.post(channel + "/messages", "{\"content\":\"2\"}");
        assertThat(second.status()).isEqualTo(429);
        assertThat(second.json().path("retry_after").asDouble()).isBetween(500.0, 600.0);
        assertThat(server.as("cyd")
                        .post(channel + "/messages", "{\"content\":\"3\"}")
                        .status())
                .isEqualTo(200);
        assertThat(ann.sendMany(channel.substring("channels/".length()), "m", 3))
                .hasSize(3);
    }

    @Test
    void a_time_out_lets_a_member_read_only() {
        String until = Instant.now().plusSeconds(600).toString();
        String member = guild + "/members/" + server.id("bob");
        assertThat(ann.patch(member, "{\"communication_disabled_until\":\"" + until + "\"}")
                        .status())
                .isEqualTo(200);

        assertThat(bob.post(channel + "/messages", "{\"content\":\"1\"}").code())
                .isEqualTo(50013);
        assertThat(bob.post(channel + "/typing", null).code()).isEqualTo(50013);
        assertThat(bob.get(channel + "/messages").status()).isEqualTo(200);

        ann.patch(member, "{\"communication_disabled_until\":null}");
        assertThat(bob.post(channel + "/messages", "{\"content\":\"1\"}").status())
                .isEqualTo(200);
    }

    @Test
    void a_ban_stands_until_it_is_lifted() {
        String ban = guild + "/bans/" + server.id("bob");
        assertThat(ann.ask("PUT", ban, "{\"reason\":\"spam\"}").status()).isEqualTo(204);

        assertThat(bob.get(guild).code()).isEqualTo(10004);
        assertThat(bob.get("users/@me/guilds").body()).doesNotContain(guild.substring("guilds/".length()));
        assertThat(ann.get(ban).json().path("reason").asText()).isEqualTo("spam");
        assertThat(ann.get(guild + "/bans").json()).hasSize(1);
        assertThat(server.as("cyd").get(guild + "/bans").code()).isEqualTo(50013);

        assertThat(ann.delete(ban).status()).isEqualTo(204);
        assertThat(ann.delete(ban).code()).isEqualTo(10026);
    }

    @Test
    void who_leaves_is_out_and_the_owner_stays() {
        String mine = "users/@me/" + guild;

        assertThat(bob.delete(mine).status()).isEqualTo(204);
        assertThat(bob.get(guild).status()).isEqualTo(404);
        assertThat(ann.delete(mine).code()).isEqualTo(50013);
    }

    @Test
    void a_thread_begins_on_a_message_once_and_is_a_channel() {
        String message = id(ann.post(channel + "/messages", "{\"content\":\"topic\"}"));
        var begun = bob.post(channel + "/messages/" + message + "/threads", "{\"name\":\"talk\"}");
        String thread = "channels/" + id(begun);

        assertThat(begun.status()).isEqualTo(201);
        assertThat(id(begun)).isEqualTo(message);
        assertThat(begun.json().path("type").asInt()).isEqualTo(11);
        assertThat(bob.post(channel + "/messages/" + message + "/threads", "{\"name\":\"talk\"}")
                        .code())
                .isEqualTo(160004);
        assertThat(ann.post(thread + "/messages", "{\"content\":\"in it\"}").status())
                .isEqualTo(200);
        assertThat(ann.get(thread + "/messages").json())
                .as("what was said, and what it begins with")
                .hasSize(2);
        assertThat(ann.get(channel + "/messages/" + message)
                        .json()
                        .path("flags")
                        .asInt())
                .isEqualTo(32);
        assertThat(ann.get(thread + "/thread-members").json()).hasSize(2);
        assertThat(ann.get(guild + "/threads/active").json().path("threads")).hasSize(1);

        ann.patch(thread, "{\"archived\":true,\"name\":\"done\"}");
        var archived = ann.get(channel + "/threads/archived/public").json();
        assertThat(archived.path("threads").path(0).path("name").asText()).isEqualTo("done");
        assertThat(archived.path("has_more").asBoolean()).isFalse();
        assertThat(ann.get(guild + "/threads/active").json().path("threads")).isEmpty();
        assertThat(ann.delete(thread).status()).isEqualTo(200);
        assertThat(ann.get(thread).code()).isEqualTo(10003);
    }

    @Test
    void many_messages_go_at_once_and_those_that_are_gone_do_not_matter() {
        var ids = new ArrayList<>(ann.sendMany(channel.substring("channels/".length()), "m", 5));
        ann.delete(channel + "/messages/" + ids.get(2));
        String bulk = channel + "/messages/bulk-delete";

        assertThat(bob.post(bulk, listed(ids.subList(0, 2))).code()).isEqualTo(50013);
        assertThat(ann.post(bulk, listed(ids.subList(0, 1))).code()).isEqualTo(50016);
        assertThat(ann.post(bulk, listed(List.of(ids.getFirst(), ids.getFirst())))
                        .code())
                .isEqualTo(50016);
        assertThat(ann.post(bulk, listed(List.of(ids.getFirst(), "175928847299117063")))
                        .code())
                .isEqualTo(50034);
        assertThat(ann.post(bulk, listed(ids.subList(0, 4))).status()).isEqualTo(204);
        assertThat(ann.get(channel + "/messages").json()).hasSize(1);
    }

    private static String listed(List<String> ids) {
        return "{\"messages\":[\"" + String.join("\",\"", ids) + "\"]}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    POST  | G/channels                 | {"type":4}                                      | name
                    POST  | G/channels                 | {"name":"c","type":3}                           | type
                    POST  | G/channels                 | {"name":"c","rate_limit_per_user":21601}        | rate_limit_per_user
                    POST  | G/channels                 | {"name":"c","permission_overwrites":[{}]}       | id
                    POST  | G/channels                 | {"name":"c","permission_overwrites":[{"id":"1","type":2}]} | type
                    PATCH | C                          | {"name":""}                                     | name
                    PATCH | C                          | {"position":-1}                                 | position
                    PUT   | C/permissions/1            | {"allow":"x"}                                   | allow
                    PUT   | C/permissions/1            | {"allow":"-1"}                                  | allow
                    PUT   | C/permissions/1            | {"deny":"99999999999999999999"}                 | deny
                    POST  | G/roles                    | {"permissions":true}                            | permissions
                    POST  | G/roles                    | {"color":16777216}                              | color
                    PATCH | G/members/@me              | {"nick":"012345678901234567890123456789012"}    | nick
                    PATCH | G/members/@me              | {"communication_disabled_until":"tomorrow"}     | communication_disabled_until
                    PATCH | G/members/@me              | {"communication_disabled_until":"2099-01-01T00:00:00Z"} | communication_disabled_until
                    POST  | C/threads                  | {"type":11}                                     | name
                    POST  | C/threads                  | {"name":"t","type":10}                          | type
                    POST  | C/threads                  | {"name":"t","auto_archive_duration":61}         | auto_archive_duration
                    POST  | C/messages/bulk-delete     | {}                                              | messages
                    """)
    void a_wrong_field_is_named(String method, String path, String body, String field) {
        var reply = ann.ask(method, path.replace("G/", guild + "/").replaceFirst("^C", channel), body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(50035);
        assertThat(reply.json().path("errors").findValue(field))
                .as(reply.body())
                .isNotNull();
    }

    private Reply deny(String name, long bits) {
        return deny(server.id(name), bits, 1);
    }

    private Reply deny(String target, long bits, int type) {
        return ann.ask("PUT", channel + "/permissions/" + target, "{\"deny\":\"" + bits + "\",\"type\":" + type + "}");
    }

    private void allow(String target, long bits, int type) {
        var reply = ann.ask(
                "PUT", channel + "/permissions/" + target, "{\"allow\":\"" + bits + "\",\"type\":" + type + "}");
        assertThat(reply.status()).isEqualTo(204);
    }

    private String role(String body) {
        var reply = ann.post(guild + "/roles", body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return id(reply);
    }

    private String held(String name, String role) {
        return guild + "/members/" + server.id(name) + "/roles/" + role;
    }

    private static String id(Reply reply) {
        return reply.json().path("id").asText();
    }
}
