package io.guildstorm.server.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeptEventTest {
    private static final User BOB = new User(new UserId(1_000_000_000_000_000_004L), "bob", true);
    private static final ChannelId SQUARE = Events.CHANNEL;

    static Stream<GuildEvent> told() {
        var said =
                new Message(new MessageId(7), SQUARE, Events.GUILD, BOB, "hello <@5> \uD83D \u0000", null, null, null);
        var kept = new Message(said.id(), SQUARE, Events.GUILD, BOB, "@everyone", true, null, null, null);
        return Stream.of(
                new GuildEvent.MessageCreated(kept),
                new GuildEvent.MessageCreated(said),
                new GuildEvent.MessageUpdated(said),
                new GuildEvent.MessageDeleted(SQUARE, new MessageId(8)),
                new GuildEvent.MessagesDeleted(SQUARE, List.of(new MessageId(8), new MessageId(9))),
                new GuildEvent.TypingStarted(SQUARE, Member.of(BOB, Instant.EPOCH), Instant.EPOCH),
                new GuildEvent.MemberJoined(Member.of(BOB, Instant.EPOCH)),
                new GuildEvent.MemberLeft(BOB));
    }

    @ParameterizedTest
    @MethodSource("told")
    void what_readers_are_told_comes_back_with_its_bytes(GuildEvent event) throws IOException {
        var before = Events.encoded(12, event);

        var kept = KeptEvent.decode(KeptEvent.encode(11, before), Events.VIEW);

        var after = Objects.requireNonNull(kept.event());
        assertThat(kept.previous()).isEqualTo(11);
        assertThat(after.position()).isEqualTo(12);
        assertThat(after.event()).isEqualTo(event);
        assertThat(after.body().prefix()).isEqualTo(before.body().prefix());
        assertThat(after.body().afterSequence()).isEqualTo(before.body().afterSequence());
        assertThat(after.body().withoutContent()).isEqualTo(before.body().withoutContent());
        assertThat(after.body().intent()).isEqualTo(before.body().intent());
    }

    @Test
    void what_changes_access_is_a_barrier() throws IOException {
        var renamed = Events.encoded(12, new GuildEvent.GuildUpdated());

        var kept = KeptEvent.decode(KeptEvent.encode(11, renamed), Events.VIEW);

        assertThat(kept).isEqualTo(new KeptEvent(11, 12, null));
        assertThat(KeptEvent.decode(KeptEvent.barrier(11, 12), Events.VIEW)).isEqualTo(kept);
        assertThat(KeptEvent.isBarrier(renamed)).isTrue();
    }

    @Test
    void an_entry_that_is_cut_or_of_another_version_is_no_event() {
        byte[] whole =
                KeptEvent.encode(11, Events.encoded(12, told().findFirst().orElseThrow()));

        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(IOException.class)
                    .as("cut at " + length)
                    .isThrownBy(() -> KeptEvent.decode(part, Events.VIEW));
        }
        whole[0]++;
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> KeptEvent.decode(whole, Events.VIEW))
                .isNotInstanceOf(EOFException.class);
    }
}
