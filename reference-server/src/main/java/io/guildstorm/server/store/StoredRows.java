package io.guildstorm.server.store;

import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.Nonce;
import io.guildstorm.server.model.Role;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.store.ClaimedGuild.UsedNonce;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keys and values as they lie in the tables. Each value begins with a version byte, so that a later server can read
/// what an earlier one wrote. Pure functions.
final class StoredRows {
    private static final byte VERSION = 1;
    private static final byte DEFINITION = 'd';
    private static final byte HEAD = 'h';

    private StoredRows() {}

    static byte[] key(long id) {
        return ByteBuffer.allocate(Long.BYTES).putLong(id).array();
    }

    static byte[] key(long first, long second) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(first)
                .putLong(second)
                .array();
    }

    static byte[] definitionKey(GuildId guild) {
        return ByteBuffer.allocate(Long.BYTES + 1)
                .putLong(guild.value())
                .put(DEFINITION)
                .array();
    }

    static byte[] headKey(GuildId guild) {
        return ByteBuffer.allocate(Long.BYTES + 1)
                .putLong(guild.value())
                .put(HEAD)
                .array();
    }

    static boolean isDefinition(byte[] key) {
        return key[Long.BYTES] == DEFINITION;
    }

    static long firstId(byte[] key) {
        return ByteBuffer.wrap(key).getLong();
    }

    static long secondId(byte[] key) {
        return ByteBuffer.wrap(key).getLong(Long.BYTES);
    }

    static byte[] head(GuildHead head) {
        return new RowWriter(VERSION)
                .putLong(head.epoch())
                .putLong(head.position())
                .putLong(head.lastId())
                .toBytes();
    }

    static GuildHead head(byte @Nullable [] value) {
        if (value == null) {
            return GuildHead.NONE;
        }
        var row = new RowReader(value, VERSION);
        return new GuildHead(row.readLong(), row.readLong(), row.readLong());
    }

    static byte[] message(Message message) {
        var row = new RowWriter(VERSION).putLong(message.guild().value());
        putUser(row, message.author());
        row.putText(message.content());
        row.putOptionalLong(message.edited() == null ? null : message.edited().toEpochMilli());
        row.putOptionalLong(message.replyTo() == null ? null : message.replyTo().value());
        row.putFlag(message.nonce() != null);
        if (message.nonce() != null) {
            putNonce(row, message.nonce());
        }
        return row.toBytes();
    }

    static Message message(byte[] key, byte[] value) {
        var row = new RowReader(value, VERSION);
        var guild = new GuildId(row.readLong());
        User author = readUser(row);
        String content = row.readText();
        Long edited = row.readOptionalLong();
        Long replyTo = row.readOptionalLong();
        return new Message(
                new MessageId(secondId(key)),
                new ChannelId(firstId(key)),
                guild,
                author,
                content,
                edited == null ? null : Instant.ofEpochMilli(edited),
                replyTo == null ? null : new MessageId(replyTo),
                row.readFlag() ? readNonce(row) : null);
    }

    static byte[] nonce(Message message, Nonce nonce) {
        var row = new RowWriter(VERSION)
                .putLong(message.channel().value())
                .putLong(message.author().id().value());
        putNonce(row, nonce);
        return row.toBytes();
    }

    static UsedNonce nonce(byte[] key, byte[] value) {
        var row = new RowReader(value, VERSION);
        return new UsedNonce(
                new ChannelId(row.readLong()),
                new UserId(row.readLong()),
                readNonce(row),
                new MessageId(secondId(key)));
    }

    static byte[] user(User user) {
        var row = new RowWriter(VERSION);
        putUser(row, user);
        return row.toBytes();
    }

    static User user(byte[] value) {
        return readUser(new RowReader(value, VERSION));
    }

    static byte[] member(Member member) {
        var row = new RowWriter(VERSION);
        putUser(row, member.user());
        row.putOptionalText(member.nick()).putLong(member.joined().toEpochMilli());
        row.putInt(member.roles().size());
        member.roles().forEach(role -> row.putLong(role.value()));
        return row.toBytes();
    }

    static Member member(byte[] value) {
        var row = new RowReader(value, VERSION);
        User user = readUser(row);
        String nick = row.readOptionalText();
        var joined = Instant.ofEpochMilli(row.readLong());
        var roles = new ArrayList<RoleId>();
        for (int left = row.readInt(); left > 0; left--) {
            roles.add(new RoleId(row.readLong()));
        }
        return new Member(user, nick, roles, joined);
    }

    /// All of the view but its members.
    static byte[] definition(GuildView view) {
        var row = new RowWriter(VERSION)
                .putText(view.name())
                .putLong(view.owner().value())
                .putInt(view.channels().size());
        for (Channel channel : view.channels()) {
            row.putLong(channel.id().value())
                    .putText(channel.name())
                    .putInt(channel.position())
                    .putOptionalText(channel.topic());
        }
        row.putInt(view.roles().size());
        for (Role role : view.roles().values()) {
            row.putLong(role.id().value())
                    .putText(role.name())
                    .putLong(role.permissions())
                    .putInt(role.position());
        }
        return row.toBytes();
    }

    static GuildView definition(GuildId guild, byte[] value, Map<UserId, Member> members, long position) {
        var row = new RowReader(value, VERSION);
        String name = row.readText();
        var owner = new UserId(row.readLong());
        List<Channel> channels = new ArrayList<>();
        for (int left = row.readInt(); left > 0; left--) {
            var id = new ChannelId(row.readLong());
            channels.add(new Channel(id, guild, row.readText(), row.readInt(), row.readOptionalText()));
        }
        Map<RoleId, Role> roles = new LinkedHashMap<>();
        for (int left = row.readInt(); left > 0; left--) {
            var id = new RoleId(row.readLong());
            roles.put(id, new Role(id, row.readText(), row.readLong(), row.readInt()));
        }
        return new GuildView(guild, name, owner, List.copyOf(channels), Map.copyOf(roles), members, position);
    }

    private static void putUser(RowWriter row, User user) {
        row.putLong(user.id().value()).putText(user.name()).putFlag(user.bot());
    }

    private static User readUser(RowReader row) {
        return new User(new UserId(row.readLong()), row.readText(), row.readFlag());
    }

    private static void putNonce(RowWriter row, Nonce nonce) {
        row.putText(nonce.text()).putFlag(nonce.numeric());
    }

    private static Nonce readNonce(RowReader row) {
        return new Nonce(row.readText(), row.readFlag());
    }
}
