package io.guildstorm.server.store;

import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.ThreadChannel;
import io.guildstorm.server.model.ThreadCounts.Said;
import io.guildstorm.server.model.members.SyntheticMember;
import io.guildstorm.server.store.SortedRows.RowChange;
import io.guildstorm.server.store.SortedRows.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a change of a guild does to the rows of the tables. Pure.
final class ChangedRows {
    private ChangedRows() {}

    static List<RowChange> of(GuildId guild, GuildChange change) {
        var changes = new ArrayList<RowChange>();
        switch (change) {
            case GuildChange.MessageAdded(Message message, var said) -> {
                changes.add(put(message));
                count(guild, message.channel(), said, changes);
                if (message.nonce() != null) {
                    byte[] key = StoredRows.key(guild.value(), message.id().value());
                    changes.add(new RowChange.Put(Table.NONCES, key, StoredRows.nonce(message, message.nonce())));
                }
            }
            case GuildChange.MessageEdited(Message message) -> changes.add(put(message));
            case GuildChange.MessageDeleted(var channel, var message, var said) -> {
                changes.add(delete(channel, message));
                count(guild, channel, said, changes);
            }
            case GuildChange.MessagesErased(var channel, var messages, var said) -> {
                messages.forEach(message -> changes.add(delete(channel, message)));
                count(guild, channel, said, changes);
            }
            case GuildChange.Founded(var view, var members) -> {
                changes.add(define(view));
                members.forEach(member -> changes.add(put(guild, member)));
            }
            case GuildChange.Redefined(var view) -> changes.add(define(view));
            case GuildChange.ChannelsErased(var view, var gone) -> {
                changes.add(define(view));
                gone.forEach(channel -> erase(guild, channel, changes));
            }
            case GuildChange.MembersPut(var members) -> members.forEach(member -> changes.add(put(guild, member)));
            case GuildChange.MembersRemoved(var members) ->
                members.forEach(member -> changes.add(deleteMember(guild, member.value())));
            case GuildChange.ThreadPut(var thread) -> changes.add(put(guild, thread));
            case GuildChange.ThreadBegun(var thread, var starter) -> {
                changes.add(put(guild, thread));
                changes.add(put(starter));
            }
            case GuildChange.BanPut(var ban) -> {
                long user = ban.user().id().value();
                changes.add(new RowChange.Put(
                        Table.GUILDS, StoredRows.partKey(guild, StoredRows.BAN, user), StoredGuilds.ban(ban)));
                changes.add(deleteMember(guild, user));
            }
            case GuildChange.BanErased(var user) ->
                changes.add(
                        new RowChange.Delete(Table.GUILDS, StoredRows.partKey(guild, StoredRows.BAN, user.value())));
        }
        return changes;
    }

    private static RowChange define(GuildView view) {
        return new RowChange.Put(Table.GUILDS, StoredRows.definitionKey(view.id()), StoredGuilds.definition(view));
    }

    private static RowChange put(GuildId guild, ThreadChannel thread) {
        byte[] key = StoredRows.partKey(guild, StoredRows.THREAD, thread.id().value());
        return new RowChange.Put(Table.GUILDS, key, StoredGuilds.thread(thread));
    }

    private static void count(GuildId guild, ChannelId thread, @Nullable Said said, List<RowChange> changes) {
        if (said != null) {
            byte[] key = StoredRows.partKey(guild, StoredRows.COUNTS, thread.value());
            changes.add(new RowChange.Put(Table.GUILDS, key, StoredGuilds.counts(said)));
        }
    }

    private static RowChange put(Message message) {
        byte[] key = StoredRows.key(message.channel().value(), message.id().value());
        return new RowChange.Put(Table.MESSAGES, key, StoredRows.message(message));
    }

    private static RowChange delete(ChannelId channel, MessageId message) {
        return new RowChange.Delete(Table.MESSAGES, StoredRows.key(channel.value(), message.value()));
    }

    private static RowChange put(GuildId guild, Member member) {
        byte[] key = StoredRows.key(guild.value(), member.user().id().value());
        return new RowChange.Put(Table.MEMBERS, key, StoredRows.member(member));
    }

    /// Who lies in a page is marked as gone.
    private static RowChange deleteMember(GuildId guild, long user) {
        byte[] key = StoredRows.key(guild.value(), user);
        return SyntheticMember.is(user)
                ? new RowChange.Put(Table.MEMBERS, key, StoredRows.GONE)
                : new RowChange.Delete(Table.MEMBERS, key);
    }

    private static void erase(GuildId guild, ChannelId channel, List<RowChange> changes) {
        for (byte kind : new byte[] {StoredRows.THREAD, StoredRows.COUNTS}) {
            changes.add(new RowChange.Delete(Table.GUILDS, StoredRows.partKey(guild, kind, channel.value())));
        }
        changes.add(new RowChange.DeleteRange(
                Table.MESSAGES, StoredRows.key(channel.value(), 0), StoredRows.key(channel.value(), -1)));
    }
}
