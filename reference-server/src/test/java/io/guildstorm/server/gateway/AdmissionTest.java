package io.guildstorm.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.gateway.Admission.Permit;
import io.guildstorm.server.meter.Meter;
import io.guildstorm.server.meter.Tally;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who is let in when, on a lane whose turns the test takes.
class AdmissionTest {
    private final Turns lane = new Turns();
    private final Tally tally = new Tally();
    private final List<String> let = new ArrayList<>();
    private final List<Permit> permits = new ArrayList<>();

    private static final class Turns implements Lane {
        private final ArrayDeque<Runnable> next = new ArrayDeque<>();
        private long nanos;

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void nextTurn(Runnable rest) {
            next.add(rest);
        }

        @Override
        public boolean inLane() {
            return true;
        }

        @Override
        public long nanos() {
            return nanos;
        }

        void turn() {
            for (int left = next.size(); left > 0; left--) {
                next.remove().run();
            }
        }
    }

    private Admission of(int permits) {
        return of(permits, permits);
    }

    private Admission of(int permits, int stepsPerTurn) {
        return new Admission(lane, tally, permits, stepsPerTurn);
    }

    private void upgrade(Admission admission, String who) {
        if (admission.admitsUpgrade()) {
            let.add(who);
        } else {
            admission.await(() -> let.add(who));
        }
    }

    private void identify(Admission admission, String who) {
        admission.signIn(permit -> {
            let.add(who);
            permits.add(permit);
        });
    }

    private long waiting() {
        return tally.read(Meter.SIGN_INS_WAITING);
    }

    @Test
    void of_the_upgrades_that_come_together_so_many_have_each_turn() {
        var admission = of(2);
        for (String who : List.of("a", "b", "c", "d", "e")) {
            upgrade(admission, who);
        }

        assertThat(let).containsExactly("a", "b");
        assertThat(waiting()).isEqualTo(3);
        lane.turn();
        assertThat(let).containsExactly("a", "b", "c", "d");
        lane.turn();
        assertThat(let).containsExactly("a", "b", "c", "d", "e");
        assertThat(waiting()).isZero();
    }

    @Test
    void an_identify_keeps_its_permit_until_it_is_done_and_the_next_has_a_turn_of_its_own() {
        var admission = of(1);
        identify(admission, "a");
        identify(admission, "b");
        lane.turn();
        assertThat(let).containsExactly("a");

        permits.getFirst().release();
        permits.getFirst().release(); // once more does nothing
        assertThat(let).containsExactly("a");
        lane.turn();
        assertThat(let).containsExactly("a", "b");
    }

    @Test
    void who_has_been_greeted_goes_before_who_has_not() {
        var admission = of(1);
        identify(admission, "a");
        upgrade(admission, "newcomer");
        identify(admission, "b");
        permits.getFirst().release();
        lane.turn();

        assertThat(let).containsExactly("a", "b");
        lane.turn();
        assertThat(let).containsExactly("a", "b", "newcomer");
    }

    @Test
    void whoever_waits_for_a_permit_keeps_no_newcomer_from_being_greeted() {
        var admission = of(1, 2);
        identify(admission, "a");
        identify(admission, "b");
        upgrade(admission, "newcomer");
        lane.turn();

        assertThat(let).containsExactly("a", "newcomer");
        assertThat(waiting()).isOne();
    }

    @Test
    void a_turn_begins_so_many_steps_whatever_permits_there_are() {
        var admission = of(10, 2);
        for (String who : List.of("a", "b", "c", "d", "e")) {
            identify(admission, who);
        }

        assertThat(let).containsExactly("a", "b");
        lane.turn();
        assertThat(let).containsExactly("a", "b", "c", "d");
        lane.turn();
        assertThat(let).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void a_guild_that_does_not_answer_keeps_nobody_out_for_longer_than_a_second() {
        var admission = of(1);
        identify(admission, "stuck");
        identify(admission, "b");
        lane.nanos = 1_000_000_000L;
        admission.sweep();
        lane.turn();
        assertThat(let).containsExactly("stuck");

        lane.nanos++;
        admission.sweep();
        lane.turn();
        assertThat(let).containsExactly("stuck", "b");
        permits.getFirst().release(); // late, and of no use to anybody
        identify(admission, "c");
        lane.turn();
        assertThat(let).containsExactly("stuck", "b");
    }

    @Test
    void without_a_bound_nobody_waits() {
        var admission = of(Admission.UNBOUNDED);
        for (int i = 0; i < 100; i++) {
            upgrade(admission, "upgrade");
            identify(admission, "identify");
        }

        assertThat(let).hasSize(200);
        assertThat(lane.next).isEmpty();
    }

    @Test
    void whoever_waits_at_the_end_is_told() {
        var admission = of(1);
        upgrade(admission, "a");
        upgrade(admission, "b");
        identify(admission, "c");

        admission.end();

        assertThat(let).containsExactly("a", "b"); // an identified socket is told by the gateway
        assertThat(waiting()).isZero();
    }
}
