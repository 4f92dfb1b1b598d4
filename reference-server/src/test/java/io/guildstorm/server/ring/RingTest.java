package io.guildstorm.server.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingTest {
    private static final int KEYS = 100_000;

    /// Ids as they are issued: close together, with the same low bits.
    private static final long FIRST_KEY = 1_200_000_000_000_000_000L;

    private static final long KEY_STEP = 1L << 22;

    /// Four standard deviations of an owner's share with 128 points: 4 / √128.
    private static final double BALANCE = 0.36;

    private static Ring equal(int owners) {
        return Ring.of(IntStream.range(0, owners).boxed().collect(Collectors.toMap(i -> "node-" + i, _ -> 1)));
    }

    private static long key(int number) {
        return FIRST_KEY + number * KEY_STEP;
    }

    private static String owner(Ring ring, int number) {
        return ring.owners().get(ring.ownerOf(key(number)));
    }

    /// What each owner gets of [#KEYS] keys, between 0 and 1, in the order of [Ring#owners].
    private static double[] found(Ring ring) {
        var found = new double[ring.owners().size()];
        for (int i = 0; i < KEYS; i++) {
            found[ring.ownerOf(key(i))] += 1.0 / KEYS;
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 64})
    void equal_owners_get_equal_parts_of_the_keys(int owners) {
        var found = found(equal(owners));

        assertThat(found).hasSize(owners);
        for (double share : found) {
            assertThat(share * owners).isCloseTo(1, within(BALANCE));
        }
    }

    @Test
    void keys_are_shared_in_proportion_to_the_weights() {
        var found = found(Ring.of(Map.of("a", 1, "b", 2, "c", 5)));

        assertThat(found[0] * 8).isCloseTo(1, within(BALANCE));
        assertThat(found[1] * 8).isCloseTo(2, within(2 * BALANCE));
        assertThat(found[2] * 8).isCloseTo(5, within(5 * BALANCE));
    }

    @Test
    void who_joins_takes_its_share_and_moves_no_key_between_the_others() {
        var before = equal(9);

        var after = before.with("late", 1);

        int taken = 0;
        for (int i = 0; i < KEYS; i++) {
            if (owner(after, i).equals("late")) {
                taken++;
            } else {
                assertThat(owner(after, i)).isEqualTo(owner(before, i));
            }
        }
        assertThat(taken * 10.0 / KEYS).isCloseTo(1, within(BALANCE));
    }

    @Test
    void who_leaves_moves_its_own_keys_only_and_to_more_than_one() {
        var before = equal(10);

        var after = before.without("node-3");

        var heirs = new TreeMap<String, Integer>();
        for (int i = 0; i < KEYS; i++) {
            if (owner(before, i).equals("node-3")) {
                heirs.merge(owner(after, i), 1, Integer::sum);
            } else {
                assertThat(owner(after, i)).isEqualTo(owner(before, i));
            }
        }
        assertThat(heirs).hasSize(9).doesNotContainKey("node-3");
    }

    @Test
    void more_weight_takes_keys_from_others_and_gives_none_away() {
        var before = equal(5);

        var after = before.with("node-2", 3);

        for (int i = 0; i < KEYS; i++) {
            assertThat(owner(after, i)).isIn("node-2", owner(before, i));
        }
        assertThat(found(after)[2] * 7).isCloseTo(3, within(3 * BALANCE));
    }

    @Test
    void it_follows_from_names_and_weights_alone() {
        var one = Ring.of(Map.of("a", 1, "b", 2, "c", 1));
        var sameByOtherSteps =
                Ring.of(Map.of("c", 1)).with("z", 4).with("b", 2).with("a", 1).without("z");

        assertThat(sameByOtherSteps.weights()).isEqualTo(one.weights());
        assertThat(one.owners()).containsExactly("a", "b", "c");
        for (int i = 0; i < KEYS; i++) {
            assertThat(owner(sameByOtherSteps, i)).isEqualTo(owner(one, i));
        }
        // Another program, another day: a change of hash would move every key of a cluster that is rolled over.
        assertThat(IntStream.range(0, 12).mapToObj(i -> owner(one, i)).collect(Collectors.joining()))
                .isEqualTo("babcbcabcbba");
    }

    @Test
    void what_was_given_can_change_without_the_ring() {
        var weights = new HashMap<>(Map.of("a", 1));
        var ring = Ring.of(weights);

        weights.put("b", 1);

        assertThat(ring.owners()).containsExactly("a");
        assertThat(ring.with("b", 1).owners()).containsExactly("a", "b");
        assertThat(ring.owners()).containsExactly("a");
    }

    @Test
    void a_lone_owner_has_every_key() {
        var ring = Ring.of(Map.of("only", 1));

        assertThat(found(ring)).containsExactly(new double[] {1}, within(1e-9));
        assertThat(ring.ownerOf(Long.MIN_VALUE)).isZero();
        assertThat(ring.ownerOf(Long.MAX_VALUE)).isZero();
        assertThat(ring.shares()).containsExactly(new double[] {1}, within(1e-9));
    }

    @Test
    void shares_are_what_keys_are_found_to_be() {
        var ring = equal(8).with("large", 4);

        var shares = ring.shares();

        assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-9));
        assertThat(shares).containsExactly(found(ring), within(0.005));
    }

    @Test
    void a_ring_without_owners_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ring.of(Map.of()))
                .withMessage("ring has no owner: name at least one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ring.of(Map.of("only", 1)).without("only"))
                .withMessage("ring has no owner: name at least one");
    }

    @Test
    void a_weight_outside_of_its_limits_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ring.of(Map.of("a", 1)).with("b", 0))
                .withMessage("weight of b not 1 or more: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ring.of(Map.of("a", Integer.MAX_VALUE, "b", Integer.MAX_VALUE)))
                .withMessage("weights together not at most 100000: 4294967294");
    }

    @Test
    void who_is_no_owner_cannot_leave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> equal(2).without("node-7"))
                .withMessage("ring has no owner node-7: it has [node-0, node-1]");
    }
}
