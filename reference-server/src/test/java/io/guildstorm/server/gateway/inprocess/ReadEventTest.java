package io.guildstorm.server.gateway.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.gateway.inprocess.Histories.Got;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Members;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.EventBody;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadEventTest {
    private static final GuildId GUILD = new GuildId(1_000_000_000_000_000_001L);
    private static final ChannelId CHANNEL = new ChannelId(1_000_000_000_000_000_002L);
    private static final User ANN = new User(new UserId(1_000_000_000_000_000_003L), "ann", false);
    private static final GuildView VIEW = new GuildView(
            GUILD,
            "town",
            ANN.id(),
            List.of(Channel.text(CHANNEL, GUILD, "square", 0)),
            Map.of(),
            Members.of(Member.of(ANN, Instant.EPOCH)),
            0);
    private static final String TEXT = new MeasuredMessage(7, 1_000, 120).text();

    private static GuildEvent said(String text) {
        return new GuildEvent.MessageCreated(
                new Message(new MessageId(9), CHANNEL, GUILD, ANN, text, null, null, null));
    }

    private static EncodedEvent event(GuildEvent said, byte[] body) {
        var sound = EventBody.of(said, VIEW);
        return new EncodedEvent(1, GUILD, said, new EventBody(sound.prefix(), body, null, 0), VIEW);
    }

    private static byte[] body(GuildEvent said) {
        return EventBody.of(said, VIEW).afterSequence().clone();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 10, 99, 100, 12_345, 2_000_000_000})
    void a_sound_frame_is_intact_whatever_its_number(int s) {
        assertThat(new ReadEvent(event(said(TEXT), body(said(TEXT)))).read(s)).isTrue();
        assertThat(new ReadEvent(event(said("hi"), body(said("hi")))).read(s)).isTrue();
    }

    /// The text is compared with what it ought to be: the checksum of what came would not show it.
    @Test
    void one_wrong_byte_of_the_text_is_seen_wherever_it_is() {
        byte[] sound = body(said(TEXT));
        int at = new String(sound, StandardCharsets.US_ASCII).indexOf(TEXT);
        for (int i = 0; i < TEXT.length(); i++) {
            byte[] wrong = sound.clone();
            wrong[at + i] ^= 1;

            assertThat(new ReadEvent(event(said(TEXT), wrong)).read(3))
                    .as("byte " + i)
                    .isFalse();
        }
    }

    @Test
    void a_text_with_filler_of_another_message_is_seen() {
        String other = new MeasuredMessage(8, 1_000, 120).text();
        String mixed = TEXT.substring(0, 29) + other.substring(29);

        assertThat(new ReadEvent(event(said(mixed), body(said(mixed)))).read(3)).isFalse();
    }

    @Test
    void histories_are_shared_by_those_who_got_the_same_and_tell_what_each_got() {
        var histories = new Histories();
        var first = new ReadEvent(event(said(TEXT), body(said(TEXT))));
        int both = first.noted(histories, Histories.EMPTY, true);

        assertThat(first.noted(histories, Histories.EMPTY, true)).isEqualTo(both);
        int twice = first.noted(histories, both, true);
        int broken = first.noted(histories, both, false);
        assertThat(first.noted(histories, both, false)).isEqualTo(broken);
        assertThat(histories.all(twice)).containsExactly(new Got(7, 9, true), new Got(7, 9, true));
        assertThat(histories.all(broken)).containsExactly(new Got(7, 9, true), new Got(7, 9, false));
        assertThat(histories.all(Histories.EMPTY)).isEmpty();
    }
}
