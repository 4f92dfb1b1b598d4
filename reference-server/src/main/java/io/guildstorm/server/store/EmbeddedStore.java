package io.guildstorm.server.store;

import io.guildstorm.server.model.Ban;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Members;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A store inside this process: one writer and a few readers over an engine of sorted rows. It serves one node.
public final class EmbeddedStore implements MessageStore {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);
    private static final CompletableFuture<Void> NOTHING_BEFORE = CompletableFuture.completedFuture(null);
    private static final int ROW_OVERHEAD_BYTES = 16;

    private final SortedRows rows;
    private final StoreWriter writer;
    private final StoreReaders readers;
    private final KnownAccounts accounts;
    private final MessageReads reads;
    private final Set<GuildId> guilds = ConcurrentHashMap.newKeySet();
    /// The end of the last claim of each guild.
    private final Map<GuildId, CompletableFuture<Void>> loading = new ConcurrentHashMap<>();

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
        return writer.claim(guild, listener).thenCompose(head -> afterOthers(guild, () -> loadAndFold(guild, head)));
    }

    /// One claim of a guild loads at a time: what one reads while another folds would be a mixture.
    private CompletionStage<ClaimedGuild> afterOthers(GuildId guild, Supplier<CompletionStage<ClaimedGuild>> load) {
        var loaded = new CompletableFuture<ClaimedGuild>();
        loading.compute(
                guild,
                (_, before) -> (before == null ? NOTHING_BEFORE : before)
                        .thenCompose(_ -> load.get())
                        .handle((claimed, failure) -> {
                            if (failure == null) {
                                loaded.complete(claimed);
                            } else {
                                loaded.completeExceptionally(failure);
                            }
                            return null;
                        }));
        return loaded;
    }

    private CompletionStage<ClaimedGuild> loadAndFold(GuildId guild, GuildHead head) {
        return readers.load(() -> load(guild, head)).thenCompose(this::fold);
    }

    /// Nobody writes for the guild until it is done. If it fails, what is stored is as good as before.
    private CompletionStage<ClaimedGuild> fold(Loaded loaded) {
        var members = loaded.members();
        return members == null || !members.isWorthFolding()
                ? CompletableFuture.completedStage(loaded.guild())
                : new PageFolding(members, writer).goOn().handle((_, failure) -> {
                    if (failure != null) {
                        LOG.warn("guild {}: changed members stay in rows", members.guild(), failure);
                    }
                    return loaded.guild();
                });
    }

    /// @param members null: there is no such guild
    private record Loaded(ClaimedGuild guild, @Nullable StoredMembers members) {}

    private Loaded load(GuildId guild, GuildHead head) throws IOException {
        byte[] definition = rows.get(Table.GUILDS, StoredRows.definitionKey(guild));
        if (definition == null) {
            return new Loaded(new ClaimedGuild(head, null, List.of()), null);
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
        var members = StoredMembers.read(rows, view);
        view = view.withMembers(members.now())
                .withThreads(threads)
                .withCounts(counts.get())
                .withBans(bans);
        return new Loaded(new ClaimedGuild(head, view, List.copyOf(nonces)), members);
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
