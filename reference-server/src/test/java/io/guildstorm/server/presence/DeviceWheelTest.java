package io.guildstorm.server.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceWheelTest {
    private static final int BEGIN = 5_000;

    private final DeviceWheel wheel = new DeviceWheel(BEGIN);
    private final List<Long> told = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void each_is_told_once_when_its_last_tick_comes_and_never_once_taken_out(long seed) {
        var random = new Random(seed);
        var devices = new ArrayList<ConnectedDevice>();
        for (int i = 0; i < 50; i++) {
            devices.add(device(i));
        }
        Map<Long, Integer> due = new HashMap<>();
        for (int now = BEGIN; now < BEGIN + 3_000; now++) {
            for (int i = 0; i < 5; i++) {
                var device = devices.get(random.nextInt(devices.size()));
                if (random.nextInt(3) == 0) {
                    wheel.remove(device);
                    due.remove(device.id);
                } else {
                    int at = now + 1 + random.nextInt(1_000);
                    wheel.put(device, at);
                    due.put(device.id, at);
                }
            }
            int next = now + 1;
            var expected = due.entrySet().stream()
                    .filter(one -> one.getValue() == next)
                    .map(Map.Entry::getKey)
                    .toList();

            assertThat(advance(next)).containsExactlyInAnyOrderElementsOf(expected);

            due.keySet().removeAll(expected);
        }
    }

    @Test
    void one_whose_tick_has_passed_is_told_with_the_next() {
        wheel.put(device(1), BEGIN - 10);

        assertThat(advance(BEGIN + 1)).containsExactly(1L);
    }

    @Test
    void one_that_is_far_away_comes_by_within_a_turn() {
        wheel.put(device(1), Integer.MAX_VALUE);

        assertThat(advance(BEGIN + 1_024)).containsExactly(1L);
    }

    @Test
    void one_that_is_put_in_again_when_told_waits_for_its_new_tick() {
        var device = device(1);
        wheel.put(device, BEGIN + 1);

        wheel.advance(BEGIN + 3, due -> {
            told.add(due.id);
            wheel.put(due, BEGIN + 3);
        });

        assertThat(told).containsExactly(1L, 1L);
    }

    private List<Long> advance(int now) {
        told.clear();
        wheel.advance(now, device -> told.add(device.id));
        return List.copyOf(told);
    }

    private static ConnectedDevice device(long id) {
        return new ConnectedDevice(id, new PresentUser(id));
    }
}
