package io.guildstorm.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.Role;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.model.SyntheticMembers;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.model.members.SyntheticMember;
import io.guildstorm.server.store.MessageStore.WriteListener;
import io.guildstorm.server.store.SortedRows.Direction;
import io.guildstorm.server.store.SortedRows.RowChange;
import io.guildstorm.server.store.SortedRows.Table;
import io.guildstorm.server.store.rocksdb.RocksDbRows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A guild's pages take the rows of changed members in when it is loaded, and nobody can tell.
class MemberFoldingTest {
    private static final StoreSettings SETTINGS = new StoreSettings(100_000, 1_000, 1 << 20, 1, 10);
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final RoleId RED = new RoleId(77);
    private static final long GUILD = 4_000L << 22;
    private static final int CROWD = 80_000;

    @TempDir
    private Path folder;

    private final SortedMap<UserId, Member> expected = new TreeMap<>(Comparator.comparingLong(UserId::value));
    private long change;

    @Test
    void many_changed_members_lie_in_pages_after_the_next_load() throws Exception {
        try (var store = found(RocksDbRows.open(folder))) {
            changeMany(store, 1);
        }

        try (var store = Owner.open(RocksDbRows.open(folder), SETTINGS)) {
            assertMembers(store);
        }

        try (var rows = RocksDbRows.open(folder)) {
            assertThat(rows(rows, Table.MEMBERS)).allMatch(user -> !SyntheticMember.is(user));
            assertThat(rows(rows, Table.MEMBERS)).hasSize(2);
        }
    }

    @Test
    void a_folded_guild_changes_and_folds_again() throws Exception {
        try (var store = found(RocksDbRows.open(folder))) {
            changeMany(store, 1);
        }
        for (int seed = 2; seed < 4; seed++) {
            try (var store = Owner.open(RocksDbRows.open(folder), SETTINGS)) {
                assertMembers(store);
                changeMany(store, seed);
            }
        }

        try (var store = Owner.open(RocksDbRows.open(folder), SETTINGS)) {
            assertMembers(store);
        }
    }

    @Test
    void pages_whose_members_have_all_gone_go_too() throws Exception {
        int pages;
        try (var store = found(RocksDbRows.open(folder))) {
            var owner = Owner.of(store, GUILD);
            var members = Objects.requireNonNull(owner.claimed.view()).members();
            pages = members.pages();
            for (var page : List.of(members.page(1), members.page(2))) {
                for (int place = 0; place < page.size(); place++) {
                    remove(owner, new UserId(page.id(place)));
                }
            }
            owner.awaitDurable();
        }

        try (var store = Owner.open(RocksDbRows.open(folder), SETTINGS)) {
            assertMembers(store);
        }

        try (var rows = RocksDbRows.open(folder)) {
            assertThat(rows(rows, Table.MEMBER_PAGES)).hasSize(pages - 2);
        }
    }

    @Test
    void a_few_rows_stay_rows() throws Exception {
        try (var store = found(RocksDbRows.open(folder))) {
            var owner = Owner.of(store, GUILD);
            rename(owner, List.copyOf(expected.values()).getFirst(), "other");
            owner.awaitDurable();
        }
        var faulty = new FaultyRows(RocksDbRows.open(folder));

        try (var store = Owner.open(faulty, SETTINGS)) {
            assertMembers(store);
            assertThat(faulty.batches()).hasSize(1); // the claim
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_fold_that_fails_in_its_midst_loses_nothing(boolean stored) throws Exception {
        try (var store = found(RocksDbRows.open(folder))) {
            changeMany(store, 1);
        }
        var folds = new AtomicInteger();
        var failing = new ForwardedRows(RocksDbRows.open(folder)) {
            @Override
            public void write(List<RowChange> batch) throws IOException {
                boolean second = batch.stream().anyMatch(step -> step.table() == Table.MEMBER_PAGES)
                        && folds.incrementAndGet() == 2;
                if (!second || stored) {
                    super.write(batch);
                }
                if (second) {
                    throw new IOException("No space left on device");
                }
            }
        };

        try (var store = Owner.open(failing, SETTINGS)) {
            assertMembers(store);
        }

        assertThat(folds).hasValue(2);
        try (var store = Owner.open(RocksDbRows.open(folder), SETTINGS)) {
            assertMembers(store);
        }
    }

    @Test
    void claims_at_the_same_time_see_the_same_members() throws Exception {
        try (var store = found(RocksDbRows.open(folder))) {
            changeMany(store, 1);
        }

        try (var store = Owner.open(RocksDbRows.open(folder), SETTINGS)) {
            var claims = Stream.generate(() -> store.claim(new GuildId(GUILD), new Unheard()))
                    .limit(5)
                    .toList();
            for (var claim : claims) {
                assertMembers(Owner.now(claim));
            }
        }
    }

    private static final class Unheard implements WriteListener {
        @Override
        public void durable(long position, long nanos) {}

        @Override
        public void failed(Throwable cause) {}
    }

    private EmbeddedStore found(SortedRows rows) throws Exception {
        var store = Owner.open(rows, SETTINGS);
        var crowd = SyntheticMembers.of(7, CROWD, List.of(RED), NOW);
        crowd.forEach(member -> expected.put(member.user().id(), member));
        expected.put(Owner.ANN.id(), Member.of(Owner.ANN, Instant.EPOCH));
        Owner.now(store.keep(new GuildId(GUILD), crowd));
        var owner = Owner.of(store, GUILD);
        var founded = Towns.founded(GUILD);
        var red = new Role(RED, "red", Permission.EVERYONE, 1);
        owner.write(++change, new GuildChange.Founded(founded.view().withRoles(Map.of(RED, red)), founded.members()));
        owner.awaitDurable();
        return store;
    }

    /// Renames, leaves, comes back, one of them not synthetic.
    private void changeMany(EmbeddedStore store, long seed) throws Exception {
        var owner = Owner.of(store, GUILD);
        var random = new Random(seed);
        var all = List.copyOf(expected.values());
        for (int i = 0; i < 6_000; i++) {
            var member = all.get(random.nextInt(all.size()));
            if (member.user().id().equals(Owner.ANN.id())) {
                continue;
            }
            if (random.nextInt(3) == 0) {
                remove(owner, member.user().id());
            } else {
                rename(owner, member, "n" + random.nextInt(1_000_000));
            }
        }
        var bob = new User(new UserId(4_194_304_000_012L), "bob", false);
        put(owner, Member.of(bob, NOW).withRoles(List.of(RED)));
        owner.awaitDurable();
    }

    private void rename(Owner owner, Member member, String nick) {
        put(owner, new Member(member.user(), nick, member.roles(), member.joined(), null));
    }

    private void put(Owner owner, Member member) {
        assertThat(owner.write(++change, new GuildChange.MembersPut(List.of(member))))
                .isTrue();
        expected.put(member.user().id(), member);
    }

    private void remove(Owner owner, UserId user) {
        assertThat(owner.write(++change, new GuildChange.MembersRemoved(List.of(user))))
                .isTrue();
        expected.remove(user);
    }

    private void assertMembers(EmbeddedStore store) {
        assertMembers(Owner.of(store, GUILD).claimed);
    }

    private void assertMembers(ClaimedGuild claimed) {
        var members = Objects.requireNonNull(claimed.view()).members();
        assertThat(members).containsExactlyElementsOf(expected.values());
    }

    /// The second ids of their keys.
    private static List<Long> rows(SortedRows rows, Table table) throws IOException {
        var users = new ArrayList<Long>();
        rows.scan(table, StoredRows.key(GUILD, 0), StoredRows.key(GUILD, -1), Direction.RISING, (key, _) -> {
            users.add(StoredRows.secondId(key));
            return true;
        });
        return users;
    }
}
