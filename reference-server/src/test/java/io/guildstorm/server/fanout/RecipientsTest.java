package io.guildstorm.server.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void it_holds_what_a_set_holds_after_any_adds_and_removes(int seed) {
        var random = new Random(seed);
        var lane = new SteppedLane();
        var known = IntStream.range(0, 200).mapToObj(_ -> new Listener(lane)).toList();
        var recipients = new Recipients();
        var expected = Collections.newSetFromMap(new IdentityHashMap<Recipient, Boolean>());

        for (int i = 0; i < 5_000; i++) {
            var one = known.get(random.nextInt(known.size()));
            if (random.nextBoolean()) {
                assertThat(recipients.add(one)).isEqualTo(expected.add(one));
            } else {
                assertThat(recipients.remove(one)).isEqualTo(expected.remove(one));
            }
        }

        var held = new ArrayList<Recipient>();
        for (int place = 0; place < recipients.size(); place++) {
            held.add(recipients.get(place));
        }
        assertThat(held).containsExactlyInAnyOrderElementsOf(expected);
    }
}
