package io.guildstorm.server.fanout;

import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.EventBody;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An entry of a guild's log as it is kept outside of the process that published it: the bytes that all got, and as
/// much of the event as decides who gets them. What changes a guild's channels, roles or rights is kept as a barrier:
/// the views that it takes to tell who gains and loses what are of that process. So is a message that shows another,
/// which may have been deleted since.
///
/// Each entry names the one before it, so that a reader finds out what is missing.
/// @param previous position of the entry before
/// @param position its own
/// @param event null: a barrier
public record KeptEvent(
        long previous, long position, @Nullable EncodedEvent event) {
    private static final byte VERSION = 2;

    private enum Kind {
        BARRIER('-'),
        CREATED('c'),
        UPDATED('u'),
        DELETED('d'),
        BULK_DELETED('b'),
        TYPING('t'),
        JOINED('j'),
        LEFT('l');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        private static Kind read(int letter) throws IOException {
            for (Kind kind : values()) {
                if (kind.letter == letter) {
                    return kind;
                }
            }
            throw new IOException("a log entry of kind " + letter);
        }

        private static Kind of(GuildEvent event) {
            return switch (event) {
                case GuildEvent.MessageCreated(var shown) -> shown.referenced() == null ? CREATED : BARRIER;
                case GuildEvent.MessageUpdated(var shown) -> shown.referenced() == null ? UPDATED : BARRIER;
                case GuildEvent.MessageDeleted _ -> DELETED;
                case GuildEvent.MessagesDeleted _ -> BULK_DELETED;
                case GuildEvent.TypingStarted _ -> TYPING;
                case GuildEvent.MemberJoined _ -> JOINED;
                case GuildEvent.MemberLeft _ -> LEFT;
                case GuildEvent.Banned _,
                        GuildEvent.Unbanned _,
                        GuildEvent.GuildUpdated _,
                        GuildEvent.ChannelCreated _,
                        GuildEvent.RoleCreated _,
                        GuildEvent.ThreadCreated _,
                        GuildEvent.AccessChanged _ -> BARRIER;
            };
        }
    }

    static boolean isBarrier(EncodedEvent event) {
        return Kind.of(event.event()) == Kind.BARRIER;
    }

    /// Whether nothing of it is stored: its position may be given out again after a crash.
    public boolean isUnwritten() {
        return event != null && event.event() instanceof GuildEvent.TypingStarted;
    }

    /// An entry at which nothing happened, and that no session of an earlier process gets past.
    public static byte[] barrier(long previous, long position) {
        return written(out -> head(out, Kind.BARRIER, previous, position));
    }

    public static byte[] encode(long previous, EncodedEvent event) {
        return written(out -> {
            var kind = Kind.of(event.event());
            head(out, kind, previous, event.position());
            if (kind != Kind.BARRIER) {
                body(out, event.body());
                happening(out, event.event());
            }
        });
    }

    private static void head(DataOutputStream out, Kind kind, long previous, long position) throws IOException {
        out.writeByte(VERSION);
        out.writeByte(kind.letter);
        out.writeLong(previous);
        out.writeLong(position);
    }

    private static void body(DataOutputStream out, EventBody body) throws IOException {
        bytes(out, body.prefix());
        bytes(out, body.afterSequence());
        byte[] without = body.withoutContent();
        bytes(out, without == null ? new byte[0] : without);
        out.writeInt(body.intent());
    }

    private static void happening(DataOutputStream out, GuildEvent event) throws IOException {
        switch (event) {
            case GuildEvent.MessageCreated(var shown) -> message(out, shown.message());
            case GuildEvent.MessageUpdated(var shown) -> message(out, shown.message());
            case GuildEvent.MessageDeleted(var channel, var message) -> {
                out.writeLong(channel.value());
                out.writeLong(message.value());
            }
            case GuildEvent.MessagesDeleted(var channel, var messages) -> {
                out.writeLong(channel.value());
                out.writeInt(messages.size());
                for (MessageId message : messages) {
                    out.writeLong(message.value());
                }
            }
            case GuildEvent.TypingStarted(var channel, var member, var _) -> {
                out.writeLong(channel.value());
                user(out, member.user());
            }
            case GuildEvent.MemberJoined(var member) -> user(out, member.user());
            case GuildEvent.MemberLeft(var user) -> user(out, user);
            case GuildEvent.Banned _,
                    GuildEvent.Unbanned _,
                    GuildEvent.GuildUpdated _,
                    GuildEvent.ChannelCreated _,
                    GuildEvent.RoleCreated _,
                    GuildEvent.ThreadCreated _,
                    GuildEvent.AccessChanged _ -> {}
        }
    }

    private static void message(DataOutputStream out, Message message) throws IOException {
        out.writeLong(message.id().value());
        out.writeLong(message.channel().value());
        user(out, message.author());
        out.writeUTF(message.content());
        out.writeBoolean(message.mentionsEveryone());
    }

    private static void user(DataOutputStream out, User user) throws IOException {
        out.writeLong(user.id().value());
        out.writeUTF(user.name());
        out.writeBoolean(user.bot());
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /// @param view a guild in which every reader sees what it saw when the event was published: that is so for all
    /// entries behind the last barrier and the guild as its last owner left it
    /// @throws IOException damaged, or of another version
    public static KeptEvent decode(byte[] entry, GuildView view) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(entry));
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException("a log entry of version " + version);
        }
        var kind = Kind.read(in.readByte());
        long previous = in.readLong();
        long position = in.readLong();
        if (kind == Kind.BARRIER) {
            return new KeptEvent(previous, position, null);
        }
        var body = body(in);
        var event = happening(in, kind, view.id());
        return new KeptEvent(previous, position, new EncodedEvent(position, view.id(), event, body, view));
    }

    private static EventBody body(DataInputStream in) throws IOException {
        byte[] prefix = bytes(in);
        byte[] whole = bytes(in);
        byte[] without = bytes(in);
        return new EventBody(prefix, whole, without.length == 0 ? null : without, in.readInt());
    }

    /// As much of it as filters and replays ask for.
    private static GuildEvent happening(DataInputStream in, Kind kind, GuildId guild) throws IOException {
        return switch (kind) {
            case CREATED -> new GuildEvent.MessageCreated(message(in, guild));
            case UPDATED -> new GuildEvent.MessageUpdated(message(in, guild));
            case DELETED -> new GuildEvent.MessageDeleted(new ChannelId(in.readLong()), new MessageId(in.readLong()));
            case BULK_DELETED -> new GuildEvent.MessagesDeleted(new ChannelId(in.readLong()), messages(in));
            case TYPING ->
                new GuildEvent.TypingStarted(
                        new ChannelId(in.readLong()), Member.of(user(in), Instant.EPOCH), Instant.EPOCH);
            case JOINED -> new GuildEvent.MemberJoined(Member.of(user(in), Instant.EPOCH));
            case LEFT -> new GuildEvent.MemberLeft(user(in));
            case BARRIER -> throw new IOException("a barrier is no event");
        };
    }

    private static Message message(DataInputStream in, GuildId guild) throws IOException {
        return new Message(
                new MessageId(in.readLong()),
                new ChannelId(in.readLong()),
                guild,
                user(in),
                in.readUTF(),
                in.readBoolean(),
                null,
                null,
                null);
    }

    private static List<MessageId> messages(DataInputStream in) throws IOException {
        var messages = new ArrayList<MessageId>();
        for (int left = in.readInt(); left > 0; left--) {
            messages.add(new MessageId(in.readLong()));
        }
        return List.copyOf(messages);
    }

    private static User user(DataInputStream in) throws IOException {
        return new User(new UserId(in.readLong()), in.readUTF(), in.readBoolean());
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a log entry with " + length + " bytes of " + in.available());
        }
        return in.readNBytes(length);
    }

    private static byte[] written(Content content) {
        var bytes = new ByteArrayOutputStream(1_024);
        try {
            content.writeTo(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array takes it all
        }
        return bytes.toByteArray();
    }

    @FunctionalInterface
    private interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }
}
