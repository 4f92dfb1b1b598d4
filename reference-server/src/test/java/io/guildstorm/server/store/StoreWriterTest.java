package io.guildstorm.server.store;

import static io.guildstorm.server.store.Owner.ANN;
import static io.guildstorm.server.store.Owner.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildstorm.server.model.Nonce;
import io.guildstorm.server.model.Snowflake;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.store.MessageReads.History;
import io.guildstorm.server.store.SortedRows.Direction;
import io.guildstorm.server.store.SortedRows.RowChange;
import io.guildstorm.server.store.SortedRows.Table;
import io.guildstorm.server.store.memory.MemoryRows;
import io.guildstorm.server.store.rocksdb.RocksDbRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreWriterTest {
    private static final long GUILD = 1_000;

    @Test
    void many_guilds_share_a_sync(@TempDir Path folder) throws Exception {
        var rows = new FaultyRows(RocksDbRows.open(folder));
        try (var store = Owner.open(rows, StoreSettings.DEFAULTS)) {
            var owners = LongStream.rangeClosed(1, 50)
                    .mapToObj(guild -> Owner.of(store, guild * GUILD))
                    .toList();
            rows.stand();
            owners.getFirst().add(1, "the writer stands here");
            rows.awaitStanding();
            long syncs = store.syncs();

            owners.forEach(owner -> IntStream.rangeClosed(2, 5).forEach(id -> owner.add(id, "text")));
            rows.go();
            for (var owner : owners) {
                owner.awaitDurable();
            }

            assertThat(store.syncs() - syncs)
                    .as("one for the first, one for the 200")
                    .isEqualTo(2);
        }
    }

    @Test
    void each_batch_takes_from_every_guild_that_waits() throws Exception {
        var rows = new FaultyRows(new MemoryRows());
        try (var store = Owner.open(rows, StoreSettings.DEFAULTS)) {
            var flood = Owner.of(store, GUILD);
            var other = Owner.of(store, 2 * GUILD);
            rows.stand();
            flood.add(1, "the writer stands here");
            rows.awaitStanding();
            rows.batches().clear();

            LongStream.rangeClosed(2, 3_000).forEach(id -> flood.add(id, "flood"));
            other.add(1, "lone");
            rows.go();
            flood.awaitDurable();
            other.awaitDurable();

            var key = StoredRows.key(other.channel.value(), 1);
            assertThat(rows.batches().get(1))
                    .as("the first batch after the one that stood")
                    .anySatisfy(
                            change -> assertThat(((RowChange.Put) change).key()).isEqualTo(key));
        }
    }

    @Test
    void an_older_epoch_cannot_write() throws Exception {
        try (var store = Owner.open(new MemoryRows(), StoreSettings.DEFAULTS)) {
            var paused = Owner.of(store, GUILD);
            var owner = Owner.of(store, GUILD);

            paused.add(1, "from the grave");
            owner.add(2, "alive");
            owner.awaitDurable();

            assertThat(Owner.history(store, owner.channel, new History.Newest(10)))
                    .containsExactly(owner.message(2, "alive", null));
            assertThat(now(paused.failure)).hasMessageContaining("new owner");
        }
    }

    @Test
    void what_an_owner_has_queued_is_dropped_by_the_claim_of_the_next() throws Exception {
        var rows = new FaultyRows(new MemoryRows());
        try (var store = Owner.open(rows, StoreSettings.DEFAULTS)) {
            var first = Owner.of(store, GUILD);
            var elsewhere = Owner.of(store, 2 * GUILD);
            rows.stand();
            elsewhere.add(1, "the writer stands here");
            rows.awaitStanding();

            first.add(1, "queued");
            var claim = store.claim(first.guild, first);
            first.add(2, "queued behind the claim");
            rows.go();

            assertThat(now(claim).head().epoch()).isEqualTo(2);
            assertThat(Owner.history(store, first.channel, new History.Newest(10)))
                    .isEmpty();
            assertThat(store.pending()).isZero();
        }
    }

    @Test
    void epochs_rise_across_restarts_and_the_head_is_kept(@TempDir Path folder) throws Exception {
        long position;
        try (var store = Owner.open(RocksDbRows.open(folder), StoreSettings.DEFAULTS)) {
            var owner = Owner.of(store, GUILD);
            owner.add(77, "text");
            owner.awaitDurable();
            position = owner.durable.get();
        }

        try (var store = Owner.open(RocksDbRows.open(folder), StoreSettings.DEFAULTS)) {
            assertThat(Owner.of(store, GUILD).claimed.head()).isEqualTo(new GuildHead(2, position, 77));
        }
    }

    @Test
    void a_full_queue_takes_nothing() throws Exception {
        var rows = new FaultyRows(new MemoryRows());
        try (var store = Owner.open(rows, StoreSettings.DEFAULTS.withPending(4))) {
            var owner = Owner.of(store, GUILD);
            rows.stand();
            owner.add(1, "the writer stands here");
            rows.awaitStanding();

            var taken = LongStream.rangeClosed(2, 10)
                    .filter(id -> owner.add(id, "text"))
                    .count();
            rows.go();

            assertThat(taken).isEqualTo(3);
        }
    }

    @Test
    void a_failed_batch_fails_all_of_its_guilds_writes_until_the_guild_is_claimed_anew() throws Exception {
        var rows = new FaultyRows(new MemoryRows());
        try (var store = Owner.open(rows, StoreSettings.DEFAULTS)) {
            var owner = Owner.of(store, GUILD);
            rows.stand();
            owner.add(1, "in the batch that fails");
            rows.awaitStanding();
            owner.add(2, "behind it");
            rows.fail();
            rows.go();
            now(owner.failure);
            rows.heal();

            owner.add(3, "after it");
            var next = Owner.of(store, GUILD);
            next.add(4, "of the next owner");
            next.awaitDurable();

            assertThat(Owner.history(store, owner.channel, new History.Newest(10)))
                    .containsExactly(owner.message(4, "of the next owner", null));
        }
    }

    @Test
    void the_death_of_the_writer_is_told() throws Exception {
        var death = new CompletableFuture<Throwable>();
        var rows = new FaultyRows(new MemoryRows());
        rows.meet(new IllegalStateException("a bug"));
        try (var store = EmbeddedStore.open(rows, StoreSettings.DEFAULTS, System::nanoTime, death::complete)) {
            store.accounts().add(List.of(ANN));

            assertThat(now(death)).hasMessage("a bug");
        }
    }

    @Test
    void a_claim_that_cannot_be_written_fails() throws Exception {
        var rows = new FaultyRows(new MemoryRows());
        rows.fail();
        try (var store = Owner.open(rows, StoreSettings.DEFAULTS)) {
            assertThatThrownBy(() -> Owner.of(store, GUILD)).hasRootCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void a_nonce_is_kept_for_five_minutes_of_ids_and_then_deleted() throws Exception {
        var rows = new MemoryRows();
        try (var store = Owner.open(rows, StoreSettings.DEFAULTS)) {
            var owner = found(store);
            addWithNonce(owner, idAtMinute(10), "old");
            addWithNonce(owner, idAtMinute(14), "young");
            owner.awaitDurable();
            assertThat(noncesOf(rows)).containsExactly("old", "young");

            addWithNonce(owner, idAtMinute(16), null);
            owner.awaitDurable();

            assertThat(noncesOf(rows)).containsExactly("young");
        }
    }

    @Test
    void users_and_memberships_are_there_after_a_restart(@TempDir Path folder) throws Exception {
        var users = IntStream.range(0, 3_000)
                .mapToObj(i -> new User(new UserId(10_000 + i), "user " + i, i % 2 == 0))
                .toList();
        try (var store = Owner.open(RocksDbRows.open(folder), StoreSettings.DEFAULTS)) {
            now(store.accounts().add(users));
            found(store).awaitDurable();
        }

        try (var store = Owner.open(RocksDbRows.open(folder), StoreSettings.DEFAULTS)) {
            assertThat(users)
                    .allSatisfy(
                            user -> assertThat(store.accounts().user(user.id())).isEqualTo(user));
            assertThat(store.accounts().guildsOf(ANN.id()))
                    .containsExactly(Towns.of(GUILD).id());
            assertThat(store.guilds()).containsExactly(Towns.of(GUILD).id());
        }
    }

    private static Owner found(MessageStore store) {
        var owner = Owner.of(store, GUILD);
        owner.write(1, Towns.founded(GUILD));
        return owner;
    }

    private static long idAtMinute(int minute) {
        return (minute * 60_000L) << Snowflake.TIME_SHIFT;
    }

    private static void addWithNonce(Owner owner, long id, @Nullable String nonce) {
        var message = owner.message(id, "text", nonce == null ? null : new Nonce(nonce, false));
        owner.write(id, new GuildChange.MessageAdded(message, null));
    }

    private static List<String> noncesOf(SortedRows rows) throws IOException {
        var found = new ArrayList<String>();
        rows.scan(Table.NONCES, StoredRows.key(0, 0), StoredRows.key(-1, -1), Direction.RISING, (key, value) -> {
            found.add(StoredRows.nonce(key, value).nonce().text());
            return true;
        });
        return found;
    }
}
