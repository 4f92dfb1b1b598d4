package io.guildstorm.server.store;

import io.guildstorm.server.model.Ban;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.Nonce;
import io.guildstorm.server.model.Overwrite;
import io.guildstorm.server.model.Role;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.model.ThreadChannel;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.store.ClaimedGuild.UsedNonce;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keys and values as they lie in the tables. Each value begins with a version byte, so that a later server can read
/// what an earlier one wrote. Pure functions.
final class StoredRows {
    private static final byte VERSION = 1;
    /// Channels with kinds, overwrites, categories and slow mode; roles with colors; members with time-outs.
    private static final byte WITH_ACCESS = 2;
    private static final byte DEFINITION = 'd';
    private static final byte HEAD = 'h';

    /// Kinds of rows of which a guild has many, each with an id of its own.
    static final byte THREAD = 't';

    static final byte BAN = 'b';

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

    /// @param kind [#THREAD] or [#BAN]
    static byte[] partKey(GuildId guild, byte kind, long id) {
        return ByteBuffer.allocate(2 * Long.BYTES + 1)
                .putLong(guild.value())
                .put(kind)
                .putLong(id)
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
        var row = new RowWriter(WITH_ACCESS);
        putUser(row, member.user());
        row.putOptionalText(member.nick()).putLong(member.joined().toEpochMilli());
        row.putInt(member.roles().size());
        member.roles().forEach(role -> row.putLong(role.value()));
        var until = member.timedOutUntil();
        row.putOptionalLong(until == null ? null : until.toEpochMilli());
        return row.toBytes();
    }

    static Member member(byte[] value) {
        var row = new RowReader(value, VERSION, WITH_ACCESS);
        User user = readUser(row);
        String nick = row.readOptionalText();
        var joined = Instant.ofEpochMilli(row.readLong());
        var roles = new ArrayList<RoleId>();
        for (int left = row.readInt(); left > 0; left--) {
            roles.add(new RoleId(row.readLong()));
        }
        Long until = row.version() < WITH_ACCESS ? null : row.readOptionalLong();
        return new Member(user, nick, roles, joined, until == null ? null : Instant.ofEpochMilli(until));
    }

    /// Name, owner, channels and roles of the view.
    static byte[] definition(GuildView view) {
        var row = new RowWriter(WITH_ACCESS)
                .putText(view.name())
                .putLong(view.owner().value())
                .putInt(view.channels().size());
        view.channels().forEach(channel -> putChannel(row, channel));
        row.putInt(view.roles().size());
        for (Role role : view.roles().values()) {
            row.putLong(role.id().value())
                    .putText(role.name())
                    .putLong(role.permissions())
                    .putInt(role.position())
                    .putInt(role.color())
                    .putFlag(role.hoist())
                    .putFlag(role.mentionable());
        }
        return row.toBytes();
    }

    private static void putChannel(RowWriter row, Channel channel) {
        row.putLong(channel.id().value())
                .putText(channel.name())
                .putInt(channel.position())
                .putOptionalText(channel.topic())
                .putInt(channel.kind().code())
                .putOptionalLong(
                        channel.parent() == null ? null : channel.parent().value())
                .putInt(channel.slowmodeSeconds())
                .putInt(channel.overwrites().size());
        for (Overwrite overwrite : channel.overwrites()) {
            row.putLong(overwrite.target())
                    .putFlag(overwrite.kind() == Overwrite.Kind.MEMBER)
                    .putLong(overwrite.allow())
                    .putLong(overwrite.deny());
        }
    }

    static GuildView definition(GuildId guild, byte[] value, Map<UserId, Member> members, long position) {
        var row = new RowReader(value, VERSION, WITH_ACCESS);
        boolean withAccess = row.version() >= WITH_ACCESS;
        String name = row.readText();
        var owner = new UserId(row.readLong());
        List<Channel> channels = new ArrayList<>();
        for (int left = row.readInt(); left > 0; left--) {
            var plain = Channel.text(new ChannelId(row.readLong()), guild, row.readText(), row.readInt());
            String topic = row.readOptionalText();
            channels.add(
                    withAccess
                            ? readChannel(row, plain, topic)
                            : new Channel(
                                    plain.id(),
                                    guild,
                                    Channel.Kind.TEXT,
                                    plain.name(),
                                    plain.position(),
                                    topic,
                                    List.of(),
                                    null,
                                    0));
        }
        Map<RoleId, Role> roles = new LinkedHashMap<>();
        for (int left = row.readInt(); left > 0; left--) {
            var role = new Role(new RoleId(row.readLong()), row.readText(), row.readLong(), row.readInt());
            roles.put(role.id(), withAccess ? readLook(row, role) : role);
        }
        return new GuildView(guild, name, owner, List.copyOf(channels), Map.copyOf(roles), members, position);
    }

    private static Channel readChannel(RowReader row, Channel plain, @Nullable String topic) {
        var kind = Channel.Kind.of(row.readInt());
        Long parent = row.readOptionalLong();
        int slowmodeSeconds = row.readInt();
        var overwrites = new ArrayList<Overwrite>();
        for (int left = row.readInt(); left > 0; left--) {
            overwrites.add(new Overwrite(
                    row.readLong(),
                    row.readFlag() ? Overwrite.Kind.MEMBER : Overwrite.Kind.ROLE,
                    row.readLong(),
                    row.readLong()));
        }
        return new Channel(
                plain.id(),
                plain.guild(),
                kind == null ? Channel.Kind.TEXT : kind,
                plain.name(),
                plain.position(),
                topic,
                overwrites,
                parent == null ? null : new ChannelId(parent),
                slowmodeSeconds);
    }

    private static Role readLook(RowReader row, Role role) {
        return new Role(
                role.id(),
                role.name(),
                role.permissions(),
                role.position(),
                row.readInt(),
                row.readFlag(),
                row.readFlag());
    }

    static byte[] thread(ThreadChannel thread) {
        var row = new RowWriter(VERSION)
                .putLong(thread.id().value())
                .putLong(thread.parent().value())
                .putLong(thread.owner().value())
                .putText(thread.name())
                .putFlag(thread.isPrivate())
                .putFlag(thread.archived())
                .putFlag(thread.locked())
                .putInt(thread.autoArchiveMinutes())
                .putInt(thread.slowmodeSeconds())
                .putLong(thread.archiveChanged().toEpochMilli())
                .putInt(thread.members().size());
        thread.members().forEach(member -> row.putLong(member.value()));
        return row.toBytes();
    }

    static ThreadChannel thread(GuildId guild, byte[] value) {
        var row = new RowReader(value, VERSION);
        var id = new ChannelId(row.readLong());
        var parent = new ChannelId(row.readLong());
        var owner = new UserId(row.readLong());
        String name = row.readText();
        boolean isPrivate = row.readFlag();
        boolean archived = row.readFlag();
        boolean locked = row.readFlag();
        int autoArchiveMinutes = row.readInt();
        int slowmodeSeconds = row.readInt();
        var changed = Instant.ofEpochMilli(row.readLong());
        Set<UserId> members = new HashSet<>();
        for (int left = row.readInt(); left > 0; left--) {
            members.add(new UserId(row.readLong()));
        }
        return new ThreadChannel(
                id,
                guild,
                parent,
                owner,
                name,
                isPrivate,
                archived,
                locked,
                autoArchiveMinutes,
                slowmodeSeconds,
                changed,
                members);
    }

    static byte[] ban(Ban ban) {
        var row = new RowWriter(VERSION);
        putUser(row, ban.user());
        return row.putOptionalText(ban.reason()).toBytes();
    }

    static Ban ban(byte[] value) {
        var row = new RowReader(value, VERSION);
        return new Ban(readUser(row), row.readOptionalText());
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
