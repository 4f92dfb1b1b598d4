package io.guildstorm.server.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.fanout.FanoutStrategy.Settings;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RelayFanoutTest extends FanoutContract {
    @Override
    protected FanoutStrategy strategy() {
        return new RelayFanout();
    }

    /// Listeners that have joined.
    private static List<Listener> joined(FanoutStrategy.Fanout fanout, SteppedLane lane, int count) {
        var listeners = Stream.generate(() -> new Listener(lane)).limit(count).toList();
        listeners.forEach(fanout::join);
        lane.drain();
        return listeners;
    }

    @Test
    void other_work_of_a_lane_waits_one_slice_and_not_the_whole_fan_out() {
        var lane = new SteppedLane();
        var fanout = strategy().open(Events.GUILD, List.of(lane), new Settings(100), () -> {});
        var listeners = joined(fanout, lane, 10 * LaneRelays.SLICE);

        fanout.publish(Events.at(1));
        lane.step();
        var served = listeners.stream().filter(one -> !one.heard().isEmpty()).count();
        lane.drain();

        assertThat(served).isEqualTo(LaneRelays.SLICE);
        assertThat(listeners).allSatisfy(one -> assertThat(one.heard()).containsExactly(1L));
    }

    @Test
    void relays_count_while_they_have_somebody_to_serve() {
        var lane = new SteppedLane();
        var fanout = strategy().open(Events.GUILD, List.of(lane, new SteppedLane()), new Settings(2), () -> {});
        var listeners = joined(fanout, lane, 3);

        assertThat(fanout.relays()).isEqualTo(2);

        listeners.forEach(fanout::leave);
        lane.drain();

        assertThat(fanout.relays()).isZero();
    }

    @Test
    void a_lane_that_nobody_listens_on_is_not_woken() {
        var busy = new SteppedLane();
        var idle = new SteppedLane();
        var fanout = strategy().open(Events.GUILD, List.of(busy, idle), new Settings(100), () -> {});
        fanout.join(new Listener(busy));

        fanout.publish(Events.at(1));

        assertThat(idle.idle()).isTrue();
        busy.drain();
        assertThat(fanout.delivered()).isEqualTo(1);
    }

    @Test
    void the_passive_are_passed_by_what_does_not_reach_them() {
        var lane = new SteppedLane();
        var fanout = strategy().open(Events.GUILD, List.of(lane), new Settings(100), () -> {});
        var attentive = new Listener(lane);
        var passive = new Listener(lane, true);
        fanout.join(attentive);
        fanout.join(passive);

        fanout.publish(Events.typingAt(1));
        fanout.publish(Events.at(2));
        fanout.publish(Events.joiningAt(3));
        lane.drain();

        assertThat(attentive.heard()).containsExactly(1L, 2L, 3L);
        assertThat(passive.heard()).containsExactly(3L);
    }

    @Test
    void who_turns_is_given_what_is_published_between_its_turns_however_late_the_lane_is() {
        var lane = new SteppedLane();
        var fanout = strategy().open(Events.GUILD, List.of(lane), new Settings(100), () -> {});
        var turning = new Listener(lane, true);
        fanout.join(turning);

        fanout.publish(Events.at(1));
        turning.passive(false);
        fanout.interestChanged(turning);
        fanout.publish(Events.at(2));
        turning.passive(true);
        fanout.interestChanged(turning);
        fanout.publish(Events.at(3));
        lane.drain();

        assertThat(turning.heard()).containsExactly(2L);
        assertThat(fanout.delivered()).isEqualTo(3);
    }

    @Test
    void events_that_wait_for_a_busy_lane_reach_each_session_together_and_in_order() {
        var lane = new SteppedLane();
        var fanout = strategy().open(Events.GUILD, List.of(lane), new Settings(100), () -> {});
        var listeners = joined(fanout, lane, 3);

        fanout.publish(Events.at(1));
        fanout.publish(Events.at(2));
        lane.drain();

        assertThat(listeners).allSatisfy(one -> assertThat(one.heard()).containsExactly(1L, 2L));
        assertThat(fanout.delivered()).isEqualTo(2);
    }

    @Test
    void an_event_joins_those_under_way_where_the_cursor_stands() {
        var lane = new SteppedLane();
        var fanout = strategy().open(Events.GUILD, List.of(lane), new Settings(1_000), () -> {});
        int slice = LaneRelays.SLICE;
        var listeners = joined(fanout, lane, 3 * slice);

        fanout.publish(Events.at(1));
        lane.step();
        fanout.publish(Events.at(2));
        lane.step(); // a second slice: it was in line before event 2
        lane.step();
        lane.step();
        var passed = listeners.subList(0, 2 * slice);
        var ahead = listeners.subList(2 * slice, 2 * slice + slice / 2);

        assertThat(passed).allSatisfy(one -> assertThat(one.heard()).containsExactly(1L));
        assertThat(ahead).allSatisfy(one -> assertThat(one.heard()).containsExactly(1L, 2L));
        assertThat(fanout.delivered()).isZero();

        lane.drain();

        assertThat(listeners).allSatisfy(one -> assertThat(one.heard()).containsExactly(1L, 2L));
        assertThat(fanout.delivered()).isEqualTo(2);
    }

    @Test
    void who_joins_behind_an_event_under_way_gets_the_next_one_only() {
        var lane = new SteppedLane();
        var fanout = strategy().open(Events.GUILD, List.of(lane), new Settings(100), () -> {});
        var listeners = joined(fanout, lane, 2 * LaneRelays.SLICE);
        var newcomer = new Listener(lane);

        fanout.publish(Events.at(1));
        lane.step();
        fanout.join(newcomer);
        fanout.publish(Events.at(2));
        lane.drain();

        assertThat(newcomer.heard()).containsExactly(2L);
        assertThat(listeners).allSatisfy(one -> assertThat(one.heard()).containsExactly(1L, 2L));
    }

    /// Events come one right after the other, so a fan-out takes much of the lane's time.
    @Test
    void a_busy_lane_holds_an_event_until_others_have_come_and_gives_each_session_all_of_them() {
        var lane = new SteppedLane(Duration.ofMillis(5).toNanos());
        var fanout = strategy().open(Events.GUILD, List.of(lane), new Settings(100), () -> {});
        var listeners = joined(fanout, lane, 3);
        int published = 0;
        while (lane.held() == 0 && published < 100_000) {
            fanout.publish(Events.at(++published));
            lane.drain();
        }
        int held = published;
        fanout.publish(Events.at(held + 1));
        lane.drain();

        assertThat(listeners).allSatisfy(one -> assertThat(one.heard()).hasSize(held - 1));

        lane.pass();
        lane.drain();

        assertThat(listeners)
                .allSatisfy(one -> assertThat(one.heard())
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, held + 1).boxed().toList()));
        assertThat(fanout.delivered()).isEqualTo(held + 1);
    }
}
