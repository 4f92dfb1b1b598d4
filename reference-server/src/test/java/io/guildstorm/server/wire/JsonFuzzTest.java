package io.guildstorm.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guildstorm.server.wire.GatewayCommand.Heartbeat;
import io.guildstorm.server.wire.GatewayCommand.Identify;
import io.guildstorm.server.wire.GatewayCommand.RequestMembers;
import io.guildstorm.server.wire.GatewayCommand.Resume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

class JsonFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void any_payload_is_a_command_within_its_limits_or_wrong(byte[] bytes) {
        switch (GatewayCommand.read(new String(bytes, StandardCharsets.UTF_8))) {
            case Heartbeat(int seen) -> assertThat(seen).isNotNegative();
            case Identify identify -> {
                assertThat(identify.largeThreshold()).isBetween(50, 250);
                assertThat(identify.shard().index())
                        .isBetween(0, identify.shard().count() - 1);
            }
            case Resume resume -> assertThat(resume.seen()).isNotNegative();
            case RequestMembers request -> {
                assertThat(request.users()).hasSizeLessThanOrEqualTo(RequestMembers.USERS_MAX);
                assertThat(request.limit()).isBetween(0, RequestMembers.USERS_MAX);
                if (request.nonce() != null) {
                    assertThat(request.nonce().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(32);
                }
            }
            case GatewayCommand.Accepted(int op) -> assertThat(op).isEqualTo(4);
            case GatewayCommand.Subscribe(var guild, var _, var _, var _) ->
                assertThat(guild.value()).isPositive();
            case GatewayCommand.UpdatePresence(var claim) ->
                assertThat(claim.sinceMillis()).isNotNegative();
            case GatewayCommand.Wrong _ -> {}
        }
    }

    /// As the routes read it: what is refused is refused with an answer that is JSON itself.
    @FuzzTest(maxDuration = "2m")
    void any_body_is_a_form_within_its_limits_or_refused(byte[] bytes) throws IOException {
        try {
            var form = Form.read(bytes);
            var content = form.text("content", 2_000);
            var nonce = form.nonce("nonce");
            var id = form.id("id");
            form.flag("tts");
            long number = form.number("number", -3, 9, 0);
            form.object("message_reference").id("message_id");
            var ids = form.ids("messages", 100);
            var names = form.objects("channels", 10, channel -> channel.requiredText("name", 1, 100));
            form.check();

            content.ifPresent(
                    text -> assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text))
                            .isTrue());
            content.ifPresent(text -> assertThat(text).hasSizeLessThanOrEqualTo(2_000));
            nonce.ifPresent(text -> assertThat(text.text()).hasSizeLessThanOrEqualTo(25));
            id.ifPresent(value -> assertThat(value).isPositive());
            assertThat(number).isBetween(-3L, 9L);
            assertThat(ids).hasSizeLessThanOrEqualTo(100).allMatch(value -> value > 0);
            assertThat(names).allMatch(name -> !name.isEmpty() && name.length() <= 100);
        } catch (RefusedRequest refused) {
            var answer = new ObjectMapper().readTree(refused.body().toBytes());
            assertThat(answer.path("code").isInt()).isTrue();
            assertThat(answer.path("message").isTextual()).isTrue();
        }
    }
}
