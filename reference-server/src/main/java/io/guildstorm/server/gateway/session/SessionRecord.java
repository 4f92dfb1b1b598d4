package io.guildstorm.server.gateway.session;

import io.guildstorm.server.gateway.session.Journal.Own;
import io.guildstorm.server.gateway.session.Journal.Run;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.EventBody;
import io.guildstorm.server.wire.GatewayCommand.Client;
import io.guildstorm.server.wire.GatewayCommand.Identify;
import io.guildstorm.server.wire.Presence;
import io.guildstorm.server.wire.Presence.Claim;
import io.guildstorm.server.wire.SessionStart.Shard;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A session as another process can take it up: no token, as who resumes brings one. At most some 6 KiB,
/// and 16 bytes for each user that it shows: of frames of its own the newest [#OWN_BYTES_MAX] bytes, what is before
/// them
/// cannot be resumed elsewhere.
/// @param asked intents, threshold and shard, without the token
/// @param lastSeq the last number given out
/// @param oldest the number of the first entry
/// @param stands how far it is in each guild
/// @param shown whose presence its client shows
record SessionRecord(
        UserId user,
        Identify asked,
        int lastSeq,
        int oldest,
        List<Journal.Entry> entries,
        List<Stand> stands,
        List<Shown> shown) {
    static final int OWN_BYTES_MAX = 4_096;

    private static final byte VERSION = 2;
    private static final byte RUN = 0;
    private static final byte OWN = 1;

    /// @param position of the last event that it was given
    record Stand(GuildId guild, long position) {}

    /// Somebody in a guild, in the order in which they came to be shown.
    record Shown(GuildId guild, UserId user) {}

    /// @param growing the run that is not in its journal yet; null: none
    static SessionRecord of(Session one, int lastSeq, @Nullable Run growing) {
        var entries = new ArrayList<Journal.Entry>();
        one.journal.entries().forEach(entries::add);
        if (growing != null) {
            entries.add(growing);
        }
        int first = entries.size();
        int bytes = 0;
        while (first > 0 && bytes <= OWN_BYTES_MAX) {
            bytes += entries.get(first - 1) instanceof Own(var body) ? body.afterSequence().length : 0;
            first -= bytes <= OWN_BYTES_MAX ? 1 : 0;
        }
        int dropped = entries.subList(0, first).stream()
                .mapToInt(Journal.Entry::count)
                .sum();
        var stands = new ArrayList<Stand>();
        for (Subscription subscription : one.subscriptions) {
            stands.add(new Stand(subscription.guild, subscription.position));
        }
        return new SessionRecord(
                one.user.id(),
                new Identify("", one.intents, one.largeThreshold, one.shard, false, clientOf(one)),
                lastSeq,
                one.journal.oldest() + dropped,
                List.copyOf(entries.subList(first, entries.size())),
                List.copyOf(stands),
                shownBy(one));
    }

    private static List<Shown> shownBy(Session one) {
        var presence = one.presencesOrNull();
        var shown = new ArrayList<Shown>();
        for (int i = 0; presence != null && i < presence.count(); i++) {
            shown.add(new Shown(presence.where(i).guild, presence.user(i).user));
        }
        return List.copyOf(shown);
    }

    private static Client clientOf(Session one) {
        return new Client(one.claim(), one.client.platform(), one.client.batchAware());
    }

    byte[] encode() {
        var bytes = new ByteArrayOutputStream(128);
        try {
            writeTo(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array takes it all
        }
        return bytes.toByteArray();
    }

    private void writeTo(DataOutputStream out) throws IOException {
        out.writeByte(VERSION);
        out.writeLong(user.value());
        out.writeInt((int) asked.intents());
        out.writeInt(asked.largeThreshold());
        out.writeInt(asked.shard().index());
        out.writeInt(asked.shard().count());
        var client = asked.client();
        out.writeUTF(client.claim().status().name());
        out.writeBoolean(client.claim().afk());
        out.writeLong(client.claim().sinceMillis());
        out.writeUTF(client.platform().name());
        out.writeBoolean(client.batchAware());
        out.writeInt(lastSeq);
        out.writeInt(oldest);
        out.writeInt(entries.size());
        for (Journal.Entry entry : entries) {
            switch (entry) {
                case Run(
                        var guild,
                        long last,
                        int count,
                        var _) -> { // none is passive where other processes know of sessions
                    out.writeByte(RUN);
                    out.writeLong(guild.value());
                    out.writeLong(last);
                    out.writeInt(count);
                }
                case Own(var body) -> {
                    out.writeByte(OWN);
                    bytes(out, body.prefix());
                    bytes(out, body.afterSequence());
                    out.writeInt(body.intent());
                }
            }
        }
        out.writeInt(stands.size());
        for (Stand stand : stands) {
            out.writeLong(stand.guild().value());
            out.writeLong(stand.position());
        }
        out.writeInt(shown.size());
        for (Shown one : shown) {
            out.writeLong(one.guild().value());
            out.writeLong(one.user().value());
        }
    }

    /// Empty: there is none, or it cannot be read, or it is not `owner`'s.
    static Optional<SessionRecord> decode(Optional<byte[]> record, UserId owner) {
        try {
            return record.isEmpty()
                    ? Optional.empty()
                    : Optional.of(readFrom(new DataInputStream(new ByteArrayInputStream(record.get()))))
                            .filter(found -> found.user.equals(owner));
        } catch (IOException | RuntimeException _) {
            return Optional.empty(); // of a version to come, or damaged: as good as none
        }
    }

    private static SessionRecord readFrom(DataInputStream in) throws IOException {
        if (in.readByte() != VERSION) {
            throw new IOException("a record of another version");
        }
        var user = new UserId(in.readLong());
        var asked = new Identify(
                "",
                in.readInt(),
                in.readInt(),
                new Shard(in.readInt(), in.readInt()),
                false,
                new Client(
                        new Claim(Presence.Status.valueOf(in.readUTF()), in.readBoolean(), in.readLong()),
                        Presence.Platform.valueOf(in.readUTF()),
                        in.readBoolean()));
        int lastSeq = in.readInt();
        int oldest = in.readInt();
        var entries = new ArrayList<Journal.Entry>();
        for (int left = in.readInt(); left > 0; left--) {
            entries.add(
                    in.readByte() == RUN
                            ? new Run(new GuildId(in.readLong()), in.readLong(), in.readInt())
                            : new Own(new EventBody(bytes(in), bytes(in), null, in.readInt())));
        }
        var stands = new ArrayList<Stand>();
        for (int left = in.readInt(); left > 0; left--) {
            stands.add(new Stand(new GuildId(in.readLong()), in.readLong()));
        }
        var shown = new ArrayList<Shown>();
        for (int left = in.readInt(); left > 0; left--) {
            shown.add(new Shown(new GuildId(in.readLong()), new UserId(in.readLong())));
        }
        return new SessionRecord(
                user, asked, lastSeq, oldest, List.copyOf(entries), List.copyOf(stands), List.copyOf(shown));
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a record with " + length + " bytes of " + in.available());
        }
        return in.readNBytes(length);
    }
}
