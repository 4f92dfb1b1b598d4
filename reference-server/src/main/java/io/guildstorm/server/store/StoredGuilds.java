package io.guildstorm.server.store;

import io.guildstorm.server.model.Ban;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Members;
import io.guildstorm.server.model.Overwrite;
import io.guildstorm.server.model.Role;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.model.ThreadChannel;
import io.guildstorm.server.model.ThreadCounts.Said;
import io.guildstorm.server.model.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A guild, its threads and its bans as they lie in their rows. Pure functions.
final class StoredGuilds {
    private StoredGuilds() {}

    /// Name, owner, channels and roles of the view.
    static byte[] definition(GuildView view) {
        var row = new RowWriter(StoredRows.WITH_ACCESS)
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

    /// Without members, threads and bans.
    static GuildView definition(GuildId guild, byte[] value, long position) {
        var row = new RowReader(value, StoredRows.VERSION, StoredRows.WITH_ACCESS);
        boolean withAccess = row.version() >= StoredRows.WITH_ACCESS;
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
        return new GuildView(guild, name, owner, List.copyOf(channels), Map.copyOf(roles), Members.NONE, position);
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
        var row = new RowWriter(StoredRows.VERSION)
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
        var row = new RowReader(value, StoredRows.VERSION);
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

    static byte[] counts(Said said) {
        return new RowWriter(StoredRows.VERSION)
                .putInt(said.there())
                .putInt(said.ever())
                .toBytes();
    }

    static Said counts(byte[] value) {
        var row = new RowReader(value, StoredRows.VERSION);
        return new Said(row.readInt(), row.readInt());
    }

    static byte[] ban(Ban ban) {
        var row = new RowWriter(StoredRows.VERSION);
        StoredRows.putUser(row, ban.user());
        return row.putOptionalText(ban.reason()).toBytes();
    }

    static Ban ban(byte[] value) {
        var row = new RowReader(value, StoredRows.VERSION);
        return new Ban(StoredRows.readUser(row), row.readOptionalText());
    }
}
