package io.guildstorm.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Members;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.Nonce;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.Role;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventEncodingTest {
    private static final long GUILD = 1_234_567_890_123_456_789L;
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");
    private static final User ANN = new User(new UserId(100_000_000_000_000_001L), "ann", false);
    private static final User BOB = new User(new UserId(100_000_000_000_000_002L), "bob", false);
    private static final ChannelId GENERAL = new ChannelId(100_000_000_000_000_003L);
    private static final GuildView VIEW = view();

    @Test
    void a_created_message_carries_all_that_clients_fail_without() throws Exception {
        var dispatch = dispatch(new GuildEvent.MessageCreated(message("hello", null)), 7);

        assertThat(dispatch.path("t").asText()).isEqualTo("MESSAGE_CREATE");
        assertThat(dispatch.path("s").asInt()).isEqualTo(7);
        assertThat(dispatch.path("op").asInt()).isZero();
        var data = dispatch.path("d");
        assertThat(data.path("guild_id").asText()).isEqualTo(Long.toString(GUILD));
        assertThat(data.path("content").asText()).isEqualTo("hello");
        assertThat(data.path("author").path("username").asText()).isEqualTo("ann");
        assertThat(data.path("type").asInt()).isZero();
        assertThat(data.path("mentions").isArray()).isTrue();
        assertThat(data.path("mention_roles").isArray()).isTrue();
        assertThat(data.path("edited_timestamp").isNull()).isTrue();
        assertThat(data.path("member").has("roles")).isTrue();
        assertThat(data.path("member").has("user")).isFalse();
    }

    @Test
    void a_nonce_is_echoed_as_it_came() throws Exception {
        var number = dispatch(new GuildEvent.MessageCreated(message("x", new Nonce("12345678901234567890", true))), 1);
        var text = dispatch(new GuildEvent.MessageCreated(message("x", new Nonce("a\"b", false))), 1);

        assertThat(number.path("d").path("nonce").bigIntegerValue()).isEqualTo("12345678901234567890");
        assertThat(text.path("d").path("nonce").textValue()).isEqualTo("a\"b");
    }

    @Test
    void an_updated_message_is_whole() throws Exception {
        var edited = message("old", null).edited("new", false, THEN);

        var data = dispatch(new GuildEvent.MessageUpdated(edited), 1).path("d");

        assertThat(data.path("content").asText()).isEqualTo("new");
        assertThat(data.path("edited_timestamp").asText()).isEqualTo("2026-01-02T03:04:05.000000+00:00");
        assertThat(data.has("author") && data.has("mentions") && data.has("type"))
                .isTrue();
    }

    @Test
    void a_reader_without_the_content_intent_gets_the_same_message_with_nothing_said() throws Exception {
        var body = EventBody.of(new GuildEvent.MessageCreated(message("secret", null)), VIEW);

        byte[] withheld = body.withoutContent();

        assertThatObject(withheld).isNotNull();
        assertThat(new String(bytesOf(body.prefix(), 1, withheld), StandardCharsets.UTF_8))
                .contains("\"content\":\"\"")
                .doesNotContain("secret");
    }

    @Test
    void typing_names_the_member_with_its_user() throws Exception {
        var dispatch = dispatch(new GuildEvent.TypingStarted(GENERAL, member(BOB), THEN), 1);

        assertThat(dispatch.path("d").path("timestamp").asLong()).isEqualTo(THEN.getEpochSecond());
        assertThat(dispatch.path("d").path("member").path("user").path("id").asText())
                .isEqualTo(BOB.id().toString());
        assertThat(dispatch.path("d").path("channel_id").asText()).isEqualTo(GENERAL.toString());
    }

    @Test
    void a_delete_and_a_leave_carry_ids_only_where_more_is_not_known() throws Exception {
        var delete = dispatch(new GuildEvent.MessageDeleted(GENERAL, new MessageId(5)), 1);
        var leave = dispatch(new GuildEvent.MemberLeft(BOB), 2);
        var join = dispatch(new GuildEvent.MemberJoined(member(BOB)), 3);

        assertThat(delete.path("d").path("id").asText()).isEqualTo("5");
        assertThat(delete.path("d").path("channel_id").asText()).isEqualTo(GENERAL.toString());
        assertThat(leave.path("t").asText()).isEqualTo("GUILD_MEMBER_REMOVE");
        assertThat(leave.path("d").path("user").path("username").asText()).isEqualTo("bob");
        assertThat(join.path("d").path("user").path("username").asText()).isEqualTo("bob");
        assertThat(join.path("d").path("roles").isArray()).isTrue();
    }

    @Test
    void whom_a_text_mentions_is_listed_if_a_member() throws Exception {
        var text = "hi <@" + BOB.id() + "> <@!" + BOB.id() + "> <@1> <@x> <@";

        var data =
                dispatch(new GuildEvent.MessageCreated(message(text, null)), 1).path("d");

        assertThat(data.path("mentions")).hasSize(1);
        assertThat(data.path("mentions").path(0).path("username").asText()).isEqualTo("bob");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "roles",
                "emojis",
                "voice_states",
                "members",
                "channels",
                "threads",
                "guild_scheduled_events",
                "presences",
                "stickers",
                "features",
                "stage_instances",
                "soundboard_sounds"
            })
    void a_guild_is_created_with_every_array_that_clients_wait_for(String array) throws Exception {
        var data = guildCreate(0).path("d");

        assertThat(data.path(array).isArray()).isTrue();
        assertThat(data.path("unavailable").isBoolean()).isTrue();
        assertThat(data.path("unavailable").asBoolean()).isFalse();
        assertThat(data.path("afk_timeout").asInt()).isEqualTo(300);
        assertThat(data.path("member_count").asInt()).isEqualTo(2);
    }

    @Test
    void all_members_are_listed_to_those_alone_who_asked_for_presences() throws Exception {
        assertThat(guildCreate(0).path("d").path("members")).hasSize(1);
        assertThat(guildCreate(Intent.GUILD_PRESENCES.bit()).path("d").path("members"))
                .hasSize(2);
    }

    @Test
    void ready_names_the_guilds_that_will_follow() throws Exception {
        var body = SessionStart.ready(
                ANN, List.of(new GuildId(GUILD)), "abc", "ws://127.0.0.1:1/gateway", SessionStart.Shard.ONLY);

        var data = read(body, 1).path("d");

        assertThat(data.path("guilds").path(0).path("id").asText()).isEqualTo(Long.toString(GUILD));
        assertThat(data.path("guilds").path(0).path("unavailable").asBoolean()).isTrue();
        assertThat(data.path("session_id").asText()).isEqualTo("abc");
        assertThat(data.path("application").path("id").asText())
                .isEqualTo(ANN.id().toString());
        assertThat(data.path("private_channels").isArray()).isTrue();
        assertThat(data.path("user").path("id").asText()).isEqualTo(ANN.id().toString());
    }

    private static JsonNode guildCreate(int intents) throws Exception {
        var online = Presence.of(ANN.id(), Presence.Status.ONLINE);
        return read(SessionStart.guildCreate(VIEW, member(ANN), online, intents, 50), 1);
    }

    private static JsonNode dispatch(GuildEvent event, long sequence) throws Exception {
        return read(EventBody.of(event, VIEW), sequence);
    }

    private static JsonNode read(EventBody body, long sequence) throws Exception {
        return new ObjectMapper().readTree(bytesOf(body.prefix(), sequence, body.afterSequence()));
    }

    private static byte[] bytesOf(byte[] prefix, long sequence, byte @Nullable [] rest) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(prefix);
        out.writeBytes(Long.toString(sequence).getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(rest == null ? new byte[0] : rest);
        return out.toByteArray();
    }

    private static Message message(String text, @Nullable Nonce nonce) {
        return new Message(
                new MessageId(100_000_000_000_000_009L), GENERAL, new GuildId(GUILD), ANN, text, null, null, nonce);
    }

    private static Member member(User user) {
        return Member.of(user, THEN);
    }

    private static GuildView view() {
        var id = new GuildId(GUILD);
        var everyone = new Role(new RoleId(GUILD), "@everyone", Permission.EVERYONE, 0);
        return new GuildView(
                id,
                "test",
                ANN.id(),
                List.of(Channel.text(GENERAL, id, "general", 0)),
                Map.of(everyone.id(), everyone),
                Members.of(member(ANN), member(BOB)),
                1);
    }
}
