package io.guildstorm.server.store;

import io.guildstorm.server.model.Ban;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.ThreadChannel;
import io.guildstorm.server.model.Ticker;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.store.ClaimedGuild.UsedNonce;
import io.guildstorm.server.store.SortedRows.Direction;
import io.guildstorm.server.store.SortedRows.RowChange;
import io.guildstorm.server.store.SortedRows.RowVisitor;
import io.guildstorm.server.store.SortedRows.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// A store inside this process: one writer and a few readers over an engine of sorted rows. It serves one node.
public final class EmbeddedStore implements MessageStore {
    private static final int ROW_OVERHEAD_BYTES = 16;

    private final SortedRows rows;
    private final StoreWriter writer;
    private final StoreReaders readers;
    private final KnownAccounts accounts;
    private final MessageReads reads;
    private final Set<GuildId> guilds = ConcurrentHashMap.newKeySet();

    /// Takes `rows` over, and closes it with itself.
    /// @param onWriterDeath told that nothing can be written any more: end the process
    /// @throws IOException what is there cannot be read
    public static EmbeddedStore open(
            SortedRows rows, StoreSettings settings, Ticker ticker, Consumer<Throwable> onWriterDeath)
            throws IOException {
        var store = new EmbeddedStore(rows, settings, ticker, onWriterDeath);
        store.accounts.load(rows);
        rows.scan(Table.GUILDS, StoredRows.key(0), StoredRows.key(-1, -1), Direction.RISING, (key, _) -> {
            if (StoredRows.isDefinition(key)) {
                store.guilds.add(new GuildId(StoredRows.firstId(key)));
            }
            return true;
        });
        store.writer.start();
        return store;
    }

    private EmbeddedStore(SortedRows rows, StoreSettings settings, Ticker ticker, Consumer<Throwable> onWriterDeath) {
        this.rows = rows;
        writer = new StoreWriter(rows, settings, ticker, onWriterDeath);
        readers = new StoreReaders(settings);
        accounts = new KnownAccounts(writer);
        reads = new RowReads(rows, readers);
    }

    @Override
    public MessageReads reads() {
        return reads;
    }

    @Override
    public Accounts accounts() {
        return accounts;
    }

    @Override
    public List<GuildId> guilds() {
        return List.copyOf(guilds);
    }

    @Override
    public CompletionStage<ClaimedGuild> claim(GuildId guild, WriteListener listener) {
        return writer.claim(guild, listener).thenCompose(head -> readers.load(() -> load(guild, head)));
    }

    private ClaimedGuild load(GuildId guild, GuildHead head) throws IOException {
        byte[] definition = rows.get(Table.GUILDS, StoredRows.definitionKey(guild));
        if (definition == null) {
            return new ClaimedGuild(head, null, List.of());
        }
        byte[] least = StoredRows.key(guild.value(), 0);
        byte[] greatest = StoredRows.key(guild.value(), -1);
        Map<UserId, Member> members = new HashMap<>();
        rows.scan(Table.MEMBERS, least, greatest, Direction.RISING, (_, value) -> {
            var member = StoredRows.member(value);
            members.put(member.user().id(), member);
            return true;
        });
        var nonces = new ArrayList<UsedNonce>();
        rows.scan(Table.NONCES, least, greatest, Direction.RISING, (key, value) -> {
            nonces.add(StoredRows.nonce(key, value));
            return true;
        });
        Map<ChannelId, ThreadChannel> threads = new HashMap<>();
        scan(guild, StoredRows.THREAD, (_, value) -> {
            var thread = StoredGuilds.thread(guild, value);
            threads.put(thread.id(), thread);
            return true;
        });
        Map<UserId, Ban> bans = new HashMap<>();
        scan(guild, StoredRows.BAN, (_, value) -> {
            var ban = StoredGuilds.ban(value);
            bans.put(ban.user().id(), ban);
            return true;
        });
        var view = StoredGuilds.definition(guild, definition, Map.copyOf(members), head.position())
                .withThreads(threads)
                .withBans(bans);
        return new ClaimedGuild(head, view, List.copyOf(nonces));
    }

    private void scan(GuildId guild, byte kind, RowVisitor visitor) throws IOException {
        rows.scan(
                Table.GUILDS,
                StoredRows.partKey(guild, kind, 0),
                StoredRows.partKey(guild, kind, -1),
                Direction.RISING,
                visitor);
    }

    @Override
    public boolean write(GuildId guild, GuildHead head, GuildChange change) {
        var changes = ChangedRows.of(guild, change);
        int bytes = 0;
        for (var row : changes) {
            bytes +=
                    ROW_OVERHEAD_BYTES + (row instanceof RowChange.Put put ? put.key().length + put.value().length : 0);
        }
        return writer.offer(guild, new WriteQueue.Job.GuildWrite(head, changes, bytes, () -> known(guild, change)));
    }

    /// Keeps what is known in memory in step with what is durable. Writer's thread.
    private void known(GuildId guild, GuildChange change) {
        switch (change) {
            case GuildChange.Founded(var view) -> {
                guilds.add(guild);
                view.members().keySet().forEach(user -> accounts.joined(guild, user));
            }
            case GuildChange.MembersPut(var members) ->
                members.forEach(member -> accounts.joined(guild, member.user().id()));
            case GuildChange.MembersRemoved(var members) -> members.forEach(user -> accounts.left(guild, user));
            case GuildChange.BanPut(var ban) -> accounts.left(guild, ban.user().id());
            case GuildChange.MessageAdded _,
                    GuildChange.MessageEdited _,
                    GuildChange.MessageDeleted _,
                    GuildChange.MessagesErased _,
                    GuildChange.Redefined _,
                    GuildChange.RoleErased _,
                    GuildChange.ChannelsErased _,
                    GuildChange.ThreadPut _,
                    GuildChange.BanErased _ -> {}
        }
    }

    @Override
    public int pending() {
        return writer.pending();
    }

    @Override
    public long syncs() {
        return rows.syncs();
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
        rows.close();
    }
}
