package io.guildstorm.server.memberlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The tree against a list that is kept in order in the plainest way, by names as they are written.
class RankTreeTest {
    private static final String SIGNS = "abyz019 -._/`'!\u00e9\u0436\u4e2d{~Q";

    private final Map<Long, String> names = new HashMap<>();
    private final Map<Long, Integer> groups = new HashMap<>();
    private final List<Long> oracle = new ArrayList<>();
    private RankTree tree = new RankTree(this::folded);

    private String folded(long id) {
        return names.getOrDefault(id, "").toLowerCase(Locale.ROOT);
    }

    private Ranked ranked(long id) {
        return Ranked.of(groups.getOrDefault(id, 0), names.getOrDefault(id, ""), id);
    }

    /// What the order is, said without keys.
    private int compare(long one, long other) {
        int byGroup = Integer.compare(groups.getOrDefault(one, 0), groups.getOrDefault(other, 0));
        int byName = folded(one).compareTo(folded(other));
        return byGroup != 0 ? byGroup : byName != 0 ? byName : Long.compare(one, other);
    }

    private int placeOf(long id) {
        return Collections.binarySearch(oracle, id, this::compare);
    }

    private void insert(long id) {
        int place = placeOf(id);
        if (place < 0) {
            oracle.add(-place - 1, id);
        }
        assertThat(tree.insert(ranked(id))).isEqualTo(-place - 1);
    }

    private void remove(long id) {
        int place = placeOf(id);
        if (place >= 0) {
            oracle.remove(place);
        }
        assertThat(tree.remove(ranked(id))).isEqualTo(place);
    }

    private static String randomName(Random random, int alike) {
        var name = new StringBuilder("crowd-member".substring(0, alike));
        for (int i = random.nextInt(6); i >= 0; i--) {
            name.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return name.toString();
    }

    private void assertSame() {
        var all = new long[oracle.size() + 5];
        assertThat(tree.size()).isEqualTo(oracle.size());
        assertThat(tree.read(0, all.length, all)).isEqualTo(oracle.size());
        assertThat(Arrays.stream(all).limit(oracle.size()).boxed()).isEqualTo(oracle);
    }

    @ParameterizedTest
    @CsvSource({"1,0", "2,0", "3,9", "4,12", "5,3"})
    void it_keeps_the_order_and_places_of_a_sorted_list_whatever_comes_and_goes(long seed, int alike) {
        var random = new Random(seed);
        for (int step = 0; step < 30_000; step++) {
            long id = random.nextInt(1, 6_000);
            boolean grows = step / 6_000 % 2 == 0; // and shrinks to next to nothing in between
            boolean there = names.containsKey(id);
            if (there && random.nextInt(3) == 0) {
                remove(id);
                names.put(id, randomName(random, alike));
                groups.put(id, random.nextInt(3));
                insert(id);
            } else if (!there && grows) {
                names.put(id, randomName(random, alike));
                groups.put(id, random.nextInt(3));
                insert(id);
            } else if (there && (!grows || random.nextInt(4) == 0)) {
                remove(id);
                names.remove(id);
                groups.remove(id);
            }
            if (step % 1_000 == 999) {
                assertSame();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void any_stretch_can_be_read_and_any_entry_found(long seed) {
        var random = new Random(seed);
        for (long id = 1; id <= 5_000; id++) {
            names.put(id, randomName(random, 8));
            insert(id);
        }

        for (int i = 0; i < 2_000; i++) {
            int from = random.nextInt(5_200);
            var read = new long[random.nextInt(1, 700)];
            int count = tree.read(from, read.length, read);
            int expected = Math.clamp(oracle.size() - from, 0, read.length);
            assertThat(count).isEqualTo(expected);
            for (int k = 0; k < count; k++) {
                assertThat(read[k]).isEqualTo(oracle.get(from + k));
            }
            long id = random.nextInt(1, 5_001);
            assertThat(tree.place(ranked(id))).isEqualTo(oracle.indexOf(id));
        }
    }

    @ParameterizedTest
    @CsvSource({"21,0,1", "22,9,700", "23,0,448", "24,12,449", "25,4,120000"})
    void loading_in_any_order_is_as_inserting_one_by_one(long seed, int alike, int count) {
        var random = new Random(seed);
        var entries = new Entries(0);
        var expectedTimes = new TreeMap<Long, Integer>();
        for (long id = 1; id <= count; id++) {
            names.put(id, randomName(random, alike));
            groups.put(id, random.nextInt(4));
            oracle.add(id);
            int times = random.nextInt(10) == 0 ? 3 : 1;
            for (int i = 0; i < times; i++) {
                entries.add(ranked(id));
            }
            if (times > 1) {
                expectedTimes.put(id, times);
            }
        }
        oracle.sort(this::compare);

        var times = new TreeMap<Long, Integer>();
        tree = RankTree.of(entries, this::folded, times::put);

        assertSame();
        assertThat(times).isEqualTo(expectedTimes);
        for (int i = 0; i < 200; i++) { // it is a tree like any other
            long id = random.nextInt(1, count + 1);
            remove(id);
            insert(id);
        }
        assertSame();
    }

    @Test
    void nobody_is_listed_in_an_empty_tree() {
        tree = RankTree.of(new Entries(0), this::folded, (_, _) -> {});

        assertThat(tree.size()).isZero();
        assertThat(tree.read(0, 10, new long[10])).isZero();
        assertThat(tree.place(Ranked.of(0, "ann", 1))).isEqualTo(-1);
        assertThat(tree.remove(Ranked.of(0, "ann", 1))).isEqualTo(-1);
    }

    @Test
    void an_entry_takes_no_more_than_24_bytes_when_they_came_in_any_order() {
        var random = new Random(5);
        for (long id = 1; id <= 200_000; id++) {
            names.put(id, Long.toString(random.nextLong(), 36));
            tree.insert(ranked(id));
        }

        assertThat(tree.bytes() / 200_000.0).isBetween(16.0, 24.5);
    }

    @Test
    void keys_never_contradict_the_names_that_they_stand_for() {
        var random = new Random(6);
        var all = new ArrayList<Ranked>();
        for (long id = 1; id <= 3_000; id++) {
            all.add(Ranked.of(random.nextInt(2) * 511, randomName(random, random.nextInt(4)), id));
        }

        var byName = Comparator.comparingInt(Ranked::group)
                .thenComparing(Ranked::name)
                .thenComparingLong(Ranked::id);
        assertThat(all.stream().sorted().toList())
                .isEqualTo(all.stream().sorted(byName).toList());
        assertThat(all).allMatch(each -> each.key() >= 0);
    }
}
