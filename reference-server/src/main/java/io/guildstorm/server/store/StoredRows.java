package io.guildstorm.server.store;

import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.Nonce;
import io.guildstorm.server.model.Reference;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.store.ClaimedGuild.UsedNonce;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Keys and values as they lie in the tables. Each value begins with a version byte, so that a later server can read
/// what an earlier one wrote. Pure functions.
final class StoredRows {
    static final byte VERSION = 1;
    /// Channels with kinds, overwrites, categories and slow mode; roles with colors; members with time-outs.
    static final byte WITH_ACCESS = 2;
    /// Messages that say whether they mention everyone; from the second version on they may refer to what stands in
    /// another channel.
    static final byte WITH_EVERYONE = 3;
    private static final byte DEFINITION = 'd';
    private static final byte HEAD = 'h';

    /// Kinds of rows of which a guild has many, each with an id of its own.
    static final byte THREAD = 't';

    static final byte BAN = 'b';

    /// In place of a member who lies in a page and has gone.
    static final byte[] GONE = {};

    static final byte COUNTS = 'c';

    /// What a message refers to. In the first version a flag stood there, of these bytes the lower two.
    private static final byte NO_REFERENCE = 0;

    private static final byte REPLY = 1;
    private static final byte STARTER = 2;

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

    /// @param kind [#THREAD], [#BAN] or [#COUNTS]
    static byte[] partKey(GuildId guild, byte kind, long id) {
        return ByteBuffer.allocate(2 * Long.BYTES + 1)
                .putLong(guild.value())
                .put(kind)
                .putLong(id)
                .array();
    }

    static long partId(byte[] key) {
        return ByteBuffer.wrap(key).getLong(Long.BYTES + 1);
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
        var row = new RowWriter(WITH_EVERYONE).putLong(message.guild().value());
        putUser(row, message.author());
        row.putText(message.content());
        row.putOptionalLong(message.edited() == null ? null : message.edited().toEpochMilli());
        putReference(row, message.reference());
        row.putFlag(message.nonce() != null);
        if (message.nonce() != null) {
            putNonce(row, message.nonce());
        }
        return row.putFlag(message.mentionsEveryone()).toBytes();
    }

    private static void putReference(RowWriter row, @Nullable Reference reference) {
        if (reference == null) {
            row.putByte(NO_REFERENCE);
            return;
        }
        switch (reference.kind()) {
            case REPLY -> row.putByte(REPLY).putLong(reference.message().value());
            case THREAD_STARTER ->
                row.putByte(STARTER)
                        .putLong(reference.message().value())
                        .putLong(reference.channel().value());
        }
    }

    private static @Nullable Reference readReference(RowReader row, ChannelId channel) {
        byte kind = row.readByte();
        return switch (kind) {
            case NO_REFERENCE -> null;
            case REPLY -> Reference.reply(channel, new MessageId(row.readLong()));
            case STARTER -> {
                var message = new MessageId(row.readLong());
                yield new Reference(Reference.Kind.THREAD_STARTER, new ChannelId(row.readLong()), message);
            }
            default -> throw new IllegalStateException("stored value is damaged: a reference of kind " + kind);
        };
    }

    static Message message(byte[] key, byte[] value) {
        var row = new RowReader(value, VERSION, WITH_EVERYONE);
        var channel = new ChannelId(firstId(key));
        var guild = new GuildId(row.readLong());
        User author = readUser(row);
        String content = row.readText();
        Long edited = row.readOptionalLong();
        var reference = readReference(row, channel);
        var nonce = row.readFlag() ? readNonce(row) : null;
        boolean everyone = row.version() >= WITH_EVERYONE && row.readFlag();
        return new Message(
                new MessageId(secondId(key)),
                channel,
                guild,
                author,
                content,
                everyone,
                edited == null ? null : Instant.ofEpochMilli(edited),
                reference,
                nonce);
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

    static void putUser(RowWriter row, User user) {
        row.putLong(user.id().value()).putText(user.name()).putFlag(user.bot());
    }

    static User readUser(RowReader row) {
        return new User(new UserId(row.readLong()), row.readText(), row.readFlag());
    }

    private static void putNonce(RowWriter row, Nonce nonce) {
        row.putText(nonce.text()).putFlag(nonce.numeric());
    }

    private static Nonce readNonce(RowReader row) {
        return new Nonce(row.readText(), row.readFlag());
    }
}
