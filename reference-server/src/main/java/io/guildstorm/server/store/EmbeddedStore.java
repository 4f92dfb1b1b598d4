package io.guildstorm.server.store;

import io.guildstorm.server.model.Ban;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Members;
import io.guildstorm.server.model.MembersReading;
import io.guildstorm.server.model.ThreadChannel;
import io.guildstorm.server.model.ThreadCounts;
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
import java.util.concurrent.atomic.AtomicReference;
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
        var counts = new AtomicReference<>(ThreadCounts.NONE);
        scan(guild, StoredRows.COUNTS, (key, value) -> {
            var thread = new ChannelId(StoredRows.partId(key));
            counts.set(counts.get().with(thread, StoredGuilds.counts(value)));
            return true;
        });
        Map<UserId, Ban> bans = new HashMap<>();
        scan(guild, StoredRows.BAN, (_, value) -> {
            var ban = StoredGuilds.ban(value);
            bans.put(ban.user().id(), ban);
            return true;
        });
        var view = StoredGuilds.definition(guild, definition, head.position());
        view = view.withMembers(members(view, least, greatest))
                .withThreads(threads)
                .withCounts(counts.get())
                .withBans(bans);
        return new ClaimedGuild(head, view, List.copyOf(nonces));
    }

    /// Those of the pages, as changed since by the rows.
    private Members members(GuildView view, byte[] least, byte[] greatest) throws IOException {
        var roles = view.roles().keySet();
        var pages = new MembersReading();
        rows.scan(Table.MEMBER_PAGES, least, greatest, Direction.RISING, (_, value) -> {
            StoredPages.read(value, roles, pages);
            return true;
        });
        var changed = new ArrayList<Member>();
        var gone = new ArrayList<UserId>();
        rows.scan(Table.MEMBERS, least, greatest, Direction.RISING, (key, value) -> {
            if (value.length == 0) {
                gone.add(new UserId(StoredRows.secondId(key)));
            } else {
                var member = StoredRows.member(value);
                changed.add(member.withRoles(
                        member.roles().stream().filter(roles::contains).toList()));
            }
            return true;
        });
        return pages.members().withAll(changed).withoutAll(gone);
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
            case GuildChange.Founded(var _, var members) -> {
                guilds.add(guild);
                joined(guild, members);
            }
            case GuildChange.MembersPut(var members) -> joined(guild, members);
            case GuildChange.MembersRemoved(var members) -> members.forEach(user -> accounts.left(guild, user));
            case GuildChange.BanPut(var ban) -> accounts.left(guild, ban.user().id());
            case GuildChange.MessageAdded _,
                    GuildChange.MessageEdited _,
                    GuildChange.MessageDeleted _,
                    GuildChange.MessagesErased _,
                    GuildChange.Redefined _,
                    GuildChange.ChannelsErased _,
                    GuildChange.ThreadPut _,
                    GuildChange.ThreadBegun _,
                    GuildChange.BanErased _ -> {}
        }
    }

    private void joined(GuildId guild, List<Member> members) {
        members.forEach(member -> accounts.joined(guild, member.user().id()));
    }

    @Override
    public CompletionStage<Void> keep(GuildId guild, Members members) {
        return new PageWrites(guild, members, writer).goOn();
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
