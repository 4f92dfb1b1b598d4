package io.guildstorm.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.Seeds;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.store.MessageReads.History;
import io.guildstorm.server.store.memory.MemoryRows;
import io.guildstorm.server.store.rocksdb.RocksDbRows;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/// Histories of random channels, against one that is computed the simple way.
class HistoryTest {
    private static final int MESSAGES = 120;
    private static final int QUERIES = 200;

    @ParameterizedTest
    @Seeds(count = 60)
    void memory_answers_as_the_naive_history_does(RandomGenerator random) throws Exception {
        assertLikeNaive(new MemoryRows(), random);
    }

    @ParameterizedTest
    @Seeds(count = 12)
    void rocksdb_answers_as_the_naive_history_does(RandomGenerator random, @TempDir Path folder) throws Exception {
        assertLikeNaive(RocksDbRows.open(folder), random);
    }

    private static void assertLikeNaive(SortedRows rows, RandomGenerator random) throws Exception {
        try (var store = Owner.open(rows, StoreSettings.DEFAULTS)) {
            var naive = new TreeMap<Long, Message>();
            fill(store, random, naive);

            for (int i = 0; i < QUERIES; i++) {
                var query = query(random);

                assertThat(Owner.history(store, Owner.of(store, 1_000).channel, query))
                        .as("%s", query)
                        .isEqualTo(naively(naive, query));
            }
        }
    }

    /// Adds, edits and deletes in one channel, with another channel's messages before and after its rows.
    private static void fill(MessageStore store, RandomGenerator random, NavigableMap<Long, Message> naive)
            throws Exception {
        var before = Owner.of(store, 500);
        var owner = Owner.of(store, 1_000);
        var after = Owner.of(store, 2_000);
        long id = 0;
        for (int i = 0; i < MESSAGES; i++) {
            id += random.nextLong(1, 4);
            before.add(id, "elsewhere");
            after.add(id, "elsewhere");
            if (naive.isEmpty() || random.nextInt(4) > 0) {
                naive.put(id, owner.message(id, "text " + i, null));
                owner.add(id, "text " + i);
            } else {
                change(owner, random, naive);
            }
        }
        before.awaitDurable();
        after.awaitDurable();
        owner.awaitDurable();
    }

    private static void change(Owner owner, RandomGenerator random, NavigableMap<Long, Message> naive) {
        var some = new ArrayList<>(naive.values()).get(random.nextInt(naive.size()));
        long id = some.id().value();
        if (random.nextBoolean()) {
            var edited = some.edited("edited", random.nextBoolean(), Instant.ofEpochMilli(random.nextInt(1_000_000)));
            naive.put(id, edited);
            owner.write(id, new GuildChange.MessageEdited(edited));
        } else {
            naive.remove(id);
            owner.write(id, new GuildChange.MessageDeleted(some.channel(), some.id(), null));
        }
    }

    private static History query(RandomGenerator random) {
        int limit = random.nextInt(1, 101);
        var id = new MessageId(random.nextLong(1, MESSAGES * 3L));
        return switch (random.nextInt(4)) {
            case 0 -> new History.Newest(limit);
            case 1 -> new History.Before(id, limit);
            case 2 -> new History.After(id, limit);
            default -> new History.Around(id, limit);
        };
    }

    private static List<Message> naively(NavigableMap<Long, Message> all, History query) {
        return switch (query) {
            case History.Newest(int limit) -> firstOf(newestFirst(all.values()), limit);
            case History.Before(var id, int limit) ->
                firstOf(newestFirst(all.headMap(id.value(), false).values()), limit);
            case History.After(var id, int limit) ->
                newestFirst(firstOf(List.copyOf(all.tailMap(id.value(), false).values()), limit));
            case History.Around(var id, int limit) -> {
                var around = new ArrayList<>(naively(all, new History.After(id, Math.max(1, limit / 2))));
                if (limit / 2 == 0) {
                    around.clear();
                }
                around.addAll(firstOf(newestFirst(all.headMap(id.value(), true).values()), limit - limit / 2));
                yield around;
            }
        };
    }

    private static List<Message> newestFirst(Iterable<Message> rising) {
        var list = new ArrayList<Message>();
        rising.forEach(list::addFirst);
        return list;
    }

    private static List<Message> firstOf(List<Message> messages, int limit) {
        return messages.subList(0, Math.min(limit, messages.size()));
    }
}
