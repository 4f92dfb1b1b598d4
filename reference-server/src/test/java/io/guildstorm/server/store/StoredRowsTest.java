package io.guildstorm.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildstorm.server.model.Ban;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Members;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.Nonce;
import io.guildstorm.server.model.Overwrite;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.Reference;
import io.guildstorm.server.model.Role;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.model.ThreadChannel;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Rows are read as they were written, those of earlier servers too.
class StoredRowsTest {
    private static final GuildId GUILD = new GuildId(1_000);
    private static final UserId ANN = new UserId(7);
    private static final Instant THEN = Instant.ofEpochMilli(1_700_000_000_123L);

    @Test
    void a_guild_is_read_as_it_was_defined() {
        var overwrites = List.of(
                new Overwrite(5, Overwrite.Kind.ROLE, 1 << 10, 0), new Overwrite(7, Overwrite.Kind.MEMBER, 0, 1 << 11));
        var category = new Channel(new ChannelId(1), GUILD, Channel.Kind.CATEGORY, "all", 0, null, List.of(), null, 0);
        var channel = new Channel(
                new ChannelId(2), GUILD, Channel.Kind.TEXT, "square", 1, "talk", overwrites, category.id(), 30);
        var role = new Role(new RoleId(5), "red", Permission.EVERYONE, 3, 0xFF0000, true, true);
        var view =
                new GuildView(GUILD, "town", ANN, List.of(category, channel), Map.of(role.id(), role), Members.NONE, 9);

        assertThat(StoredGuilds.definition(GUILD, StoredGuilds.definition(view), 9))
                .isEqualTo(view);
    }

    @Test
    void messages_are_read_as_they_were_written_whatever_they_refer_to() {
        byte[] key = StoredRows.key(2, 9);
        var thread = new Reference(Reference.Kind.THREAD_STARTER, new ChannelId(4), new MessageId(2));
        for (var reference : Arrays.asList(null, Reference.reply(new ChannelId(2), new MessageId(5)), thread)) {
            var message = new Message(
                    new MessageId(9),
                    new ChannelId(2),
                    GUILD,
                    new User(ANN, "ann", false),
                    "hello",
                    reference != null,
                    THEN,
                    reference,
                    new Nonce("n", false));

            assertThat(StoredRows.message(key, StoredRows.message(message))).isEqualTo(message);
        }
    }

    /// It named what it answers by the id alone.
    @Test
    void a_reply_of_the_first_version_is_one() {
        var row = new RowWriter(StoredRows.VERSION).putLong(GUILD.value());
        StoredRows.putUser(row, new User(ANN, "ann", false));
        byte[] value = row.putText("hello")
                .putOptionalLong(null)
                .putOptionalLong(5L)
                .putFlag(false)
                .toBytes();

        var read = StoredRows.message(StoredRows.key(2, 9), value);
        assertThat(read.reference()).isEqualTo(Reference.reply(new ChannelId(2), new MessageId(5)));
        assertThat(read.mentionsEveryone()).isFalse();
    }

    @Test
    void members_threads_and_bans_are_read_as_they_were_written() {
        var user = new User(ANN, "ann", false);
        var member = new Member(user, "annie", List.of(new RoleId(5)), THEN, THEN.plusSeconds(60));
        var thread = new ThreadChannel(
                new ChannelId(3),
                GUILD,
                new ChannelId(2),
                ANN,
                "aside",
                true,
                true,
                true,
                60,
                5,
                THEN,
                Set.of(ANN, new UserId(8)));

        assertThat(StoredRows.member(StoredRows.member(member))).isEqualTo(member);
        assertThat(StoredGuilds.thread(GUILD, StoredGuilds.thread(thread))).isEqualTo(thread);
        assertThat(StoredGuilds.ban(StoredGuilds.ban(new Ban(user, "spam")))).isEqualTo(new Ban(user, "spam"));
        assertThat(StoredGuilds.ban(StoredGuilds.ban(new Ban(user, null)))).isEqualTo(new Ban(user, null));
    }

    @Test
    void what_was_written_before_there_were_overwrites_and_time_outs_is_read_without_them() {
        byte version = 1;
        byte[] definition = new RowWriter(version)
                .putText("town")
                .putLong(ANN.value())
                .putInt(1)
                .putLong(2)
                .putText("square")
                .putInt(0)
                .putOptionalText("talk")
                .putInt(1)
                .putLong(GUILD.value())
                .putText("@everyone")
                .putLong(Permission.EVERYONE)
                .putInt(0)
                .toBytes();
        byte[] member = new RowWriter(version)
                .putLong(ANN.value())
                .putText("ann")
                .putFlag(false)
                .putOptionalText(null)
                .putLong(THEN.toEpochMilli())
                .putInt(0)
                .toBytes();

        var view = StoredGuilds.definition(GUILD, definition, 1);
        assertThat(view.channels())
                .containsExactly(new Channel(
                        new ChannelId(2), GUILD, Channel.Kind.TEXT, "square", 0, "talk", List.of(), null, 0));
        assertThat(view.roles().get(view.everyone()))
                .isEqualTo(new Role(view.everyone(), "@everyone", Permission.EVERYONE, 0));
        assertThat(StoredRows.member(member)).isEqualTo(Member.of(new User(ANN, "ann", false), THEN));
    }

    @Test
    void what_a_later_server_wrote_is_refused_with_its_version() {
        byte later = 3;

        assertThatThrownBy(() -> StoredRows.member(new RowWriter(later).toBytes()))
                .hasMessageContaining("version 3");
    }
}
