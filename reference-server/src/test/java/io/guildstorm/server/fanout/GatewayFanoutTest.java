package io.guildstorm.server.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.fanout.FanoutStrategy.Settings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GatewayFanoutTest extends FanoutContract {
    @Override
    protected FanoutStrategy strategy() {
        return new GatewayFanout();
    }

    @Test
    void an_event_is_one_task_for_the_process_however_many_listen_on_however_many_loops() {
        var lanes = List.of(new SteppedLane(), new SteppedLane());
        var fanout = strategy().open(Events.GUILD, List.copyOf(lanes), new Settings(100), () -> {});
        var listeners = lanes.stream()
                .flatMap(lane -> Stream.generate(() -> new Listener(lane)).limit(300))
                .toList();
        listeners.forEach(fanout::join);
        drain(lanes);

        fanout.publish(Events.at(1));
        int tasks = lanes.stream().mapToInt(SteppedLane::waiting).sum();
        drain(lanes);

        assertThat(tasks).isEqualTo(1);
        assertThat(listeners).allSatisfy(one -> assertThat(one.heard()).containsExactly(1L));
    }

    private static void drain(List<SteppedLane> lanes) {
        while (!lanes.stream().allMatch(SteppedLane::idle)) {
            lanes.forEach(SteppedLane::drain);
        }
    }
}
