package io.guildstorm.server.memberlist;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class RowChangesTest {
    private static long[] some(RandomGenerator random) {
        var all = new ArrayList<>(LongStream.range(0, 30).boxed().toList());
        Collections.shuffle(all, Random.from(random));
        return all.stream().limit(random.nextInt(31)).mapToLong(Long::longValue).toArray();
    }

    @ParameterizedTest
    @Seeds(count = 500)
    void taking_the_steps_in_their_order_leaves_the_new_rows(RandomGenerator random) {
        long[] before = some(random);
        long[] after = some(random);

        var changes = RowChanges.between(before, after);

        List<Long> rows = new ArrayList<>(LongStream.of(before).boxed().toList());
        for (int place : changes.deleted) {
            rows.remove(place);
        }
        for (int place : changes.inserted) {
            rows.add(place, after[place]);
        }
        assertThat(rows).isEqualTo(LongStream.of(after).boxed().toList());
        assertThat(changes.kept.length + changes.inserted.length).isEqualTo(after.length);
    }

    @Test
    void one_row_that_moves_is_two_steps() {
        var changes = RowChanges.between(new long[] {1, 2, 3, 4, 5}, new long[] {2, 3, 4, 1, 5});

        assertThat(changes.deleted).containsExactly(0);
        assertThat(changes.inserted).containsExactly(3);
        assertThat(changes.kept).containsExactly(0, 1, 2, 4);
    }
}
