package io.guildstorm.server.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.fanout.EventLog;
import io.guildstorm.server.gateway.session.Journal.Own;
import io.guildstorm.server.gateway.session.Journal.Run;
import io.guildstorm.server.gateway.session.SessionRecord.Shown;
import io.guildstorm.server.gateway.session.SessionRecord.Stand;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Members;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.Role;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.EventBody;
import io.guildstorm.server.wire.GatewayCommand.Client;
import io.guildstorm.server.wire.GatewayCommand.Identify;
import io.guildstorm.server.wire.Presence;
import io.guildstorm.server.wire.Presence.Claim;
import io.guildstorm.server.wire.SessionStart.Shard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What another process makes of a session that it was told of.
class SessionRecordTest {
    private static final GuildId TOWN = new GuildId(1_000_000_000_000_000_001L);
    private static final GuildId VILLAGE = new GuildId(1_000_000_000_000_000_002L);
    private static final ChannelId SQUARE = new ChannelId(1_000_000_000_000_000_003L);
    private static final User BOB = new User(new UserId(1_000_000_000_000_000_004L), "bob", false);
    private static final int ALL = 1 | 1 << 9 | 1 << 11 | 1 << 15;
    private static final Client CLIENT =
            new Client(new Claim(Presence.Status.IDLE, true, 91_879_201), Presence.Platform.MOBILE, true);
    private static final long NEXT_OWNER = 2L << 48;
    private static final Own HELLO = new Own(new EventBody(new byte[] {1}, new byte[] {2, 3}, null, 4));

    private final Map<GuildId, EventLog> logs = new HashMap<>();

    private static GuildView view(GuildId guild) {
        var everyone = new Role(new RoleId(guild.value()), "everyone", 1 << 10, 0, 0, false, false);
        return new GuildView(
                guild,
                "town",
                new UserId(1),
                List.of(Channel.text(SQUARE, guild, "square", 0)),
                Map.of(everyone.id(), everyone),
                Members.of(Member.of(BOB, Instant.EPOCH)),
                0);
    }

    private static EncodedEvent event(GuildId guild, long position, GuildEvent event) {
        return new EncodedEvent(position, guild, event, EventBody.of(event, view(guild)), view(guild));
    }

    private static EncodedEvent deletion(GuildId guild, long position) {
        return event(guild, position, new GuildEvent.MessageDeleted(SQUARE, new MessageId(position)));
    }

    /// Events 1 to `last` were published by the process before.
    private EventLog inherited(GuildId guild, long last) {
        var events = new ArrayList<EncodedEvent>();
        LongStream.rangeClosed(1, last)
                .mapToObj(position -> deletion(guild, position))
                .forEach(events::add);
        var log = EventLog.after(EventLog.Bounds.ofSlots(64), 0, events, NEXT_OWNER + last, () -> 0);
        logs.put(guild, log);
        return log;
    }

    private static SessionRecord record(int lastSeq, Stand... stands) {
        return new SessionRecord(
                BOB.id(),
                new Identify("", ALL, 50, Shard.ONLY, false, CLIENT),
                lastSeq,
                1,
                List.of(HELLO, new Run(TOWN, 2, lastSeq - 1)),
                List.of(stands),
                List.of(new Shown(TOWN, new UserId(7)), new Shown(TOWN, new UserId(5))));
    }

    private @Nullable Revival revival(SessionRecord record, int seen) {
        return Revival.of(record, seen, logs::get, BOB);
    }

    @Test
    void a_record_comes_back_to_its_owner_alone_and_whole_or_not_at_all() {
        byte[] bytes = record(3, new Stand(TOWN, 2)).encode();

        var back = SessionRecord.decode(Optional.of(bytes), BOB.id()).orElseThrow();
        assertThat(back.encode()).isEqualTo(bytes);
        assertThat(back.stands()).containsExactly(new Stand(TOWN, 2));
        assertThat(back.asked().client()).isEqualTo(CLIENT);
        assertThat(back.shown()).containsExactly(new Shown(TOWN, new UserId(7)), new Shown(TOWN, new UserId(5)));
        assertThat(SessionRecord.decode(Optional.of(bytes), new UserId(9))).isEmpty();
        assertThat(SessionRecord.decode(Optional.empty(), BOB.id())).isEmpty();
        for (int length = 0; length < bytes.length; length++) {
            assertThat(SessionRecord.decode(Optional.of(Arrays.copyOf(bytes, length)), BOB.id()))
                    .as("cut at " + length)
                    .isEmpty();
        }
    }

    @Test
    void what_the_client_had_beyond_the_record_is_what_its_guild_said() {
        inherited(TOWN, 5);

        var revival = Objects.requireNonNull(revival(record(3, new Stand(TOWN, 2)), 5));

        assertThat(revival.lastSeq()).isEqualTo(6);
        assertThat(revival.journal().next()).isEqualTo(7);
        assertThat(revival.journal().entries()).last().isEqualTo(new Run(TOWN, NEXT_OWNER + 5, 3));
    }

    @Test
    void more_than_the_process_before_can_have_said_starts_afresh() {
        var log = inherited(TOWN, 5);
        log.append(deletion(TOWN, NEXT_OWNER + 6));

        assertThat(revival(record(3, new Stand(TOWN, 2)), 6)).isNotNull();
        assertThat(revival(record(3, new Stand(TOWN, 2)), 7))
                .as("the seventh was something else, this process said what stands there now")
                .isNull();
    }

    @Test
    void in_which_order_two_guilds_spoke_nobody_knows() {
        inherited(TOWN, 5);
        inherited(VILLAGE, 5);
        var record = record(3, new Stand(TOWN, 2), new Stand(VILLAGE, 4));

        assertThat(revival(record, 4)).isNull();
        assertThat(revival(record, 3)).as("then it does not matter").isNotNull();
        assertThat(revival(record(3, new Stand(TOWN, 2), new Stand(VILLAGE, 5)), 4))
                .as("one has said nothing")
                .isNotNull();
    }

    @Test
    void who_has_left_or_sees_other_channels_since_starts_afresh() {
        inherited(TOWN, 2).append(event(TOWN, NEXT_OWNER + 3, new GuildEvent.MemberLeft(BOB)));
        assertThat(revival(record(3, new Stand(TOWN, 2)), 3)).isNull();

        var channel = Channel.text(SQUARE, TOWN, "square", 0);
        inherited(TOWN, 2).append(event(TOWN, NEXT_OWNER + 3, new GuildEvent.ChannelUpdated(channel, view(TOWN))));
        assertThat(revival(record(3, new Stand(TOWN, 2)), 3)).isNull();
    }

    @Test
    void past_the_log_it_starts_afresh() {
        logs.put(TOWN, new EventLog(EventLog.Bounds.ofSlots(4), 3, () -> 0));

        assertThat(revival(record(3, new Stand(TOWN, 2)), 3)).isNull();
        assertThat(revival(record(3, new Stand(VILLAGE, 2)), 3))
                .as("no such guild")
                .isNull();
    }
}
