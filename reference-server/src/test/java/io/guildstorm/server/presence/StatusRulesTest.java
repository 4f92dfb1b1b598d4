package io.guildstorm.server.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.presence.StatusRules.Manual;
import io.guildstorm.server.wire.Presence.Platform;
import io.guildstorm.server.wire.Presence.Status;
import io.guildstorm.server.wire.ShownStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The rules against an oracle that was written from their sentences alone: case 30 of docs/faults.md.
class StatusRulesTest {
    private static final long NOW = 10_000_000;
    private static final long IDLE_AFTER = 300_000;

    private final StatusRules rules = new StatusRules(IDLE_AFTER);

    private record Said(Status said, Platform platform, long awaySinceMillis) implements StatusRules.Device {}

    /// All that one device can be: the last that is not away long enough, the first that is, and those far from it.
    private static List<Said> everything() {
        var all = new ArrayList<Said>();
        for (Status status : Status.values()) {
            for (Platform platform : Platform.values()) {
                for (long away : new long[] {StatusRules.NEVER, NOW, NOW - IDLE_AFTER + 1, NOW - IDLE_AFTER, 0}) {
                    all.add(new Said(status, platform, away));
                }
            }
        }
        return all;
    }

    /// Null platform: all of them. The words of the guide, one after the other.
    private static Status oracle(List<Said> devices, @Nullable Platform platform) {
        var here = devices.stream()
                .filter(each -> platform == null || each.platform == platform)
                .toList();
        if (here.isEmpty() || devices.stream().anyMatch(each -> each.said == Status.INVISIBLE)) {
            return Status.INVISIBLE;
        }
        if (devices.stream().anyMatch(each -> each.said == Status.DND)) {
            return Status.DND;
        }
        boolean active = here.stream()
                .anyMatch(each -> each.said == Status.ONLINE
                        && (each.awaySinceMillis == StatusRules.NEVER || NOW - each.awaySinceMillis < IDLE_AFTER));
        return active ? Status.ONLINE : Status.IDLE;
    }

    private void check(List<Said> devices) {
        var shown = rules.resolve(devices, Manual.of(devices), NOW);
        assertThat(shown.status()).as("%s", devices).isEqualTo(oracle(devices, null));
        for (Platform platform : Platform.values()) {
            var expected = oracle(devices, platform);
            assertThat(shown.on(platform))
                    .as("%s on %s", devices, platform)
                    .isEqualTo(expected == Status.INVISIBLE ? null : expected);
        }
    }

    private static void combine(int devices, List<Said> sofar, Consumer<List<Said>> visitor) {
        if (devices == 0) {
            visitor.accept(sofar);
            return;
        }
        for (Said one : everything()) {
            var more = new ArrayList<>(sofar);
            more.add(one);
            combine(devices - 1, more, visitor);
        }
    }

    @Test
    void every_combination_of_up_to_two_devices_comes_to_what_the_rules_say() {
        for (int devices = 0; devices <= 2; devices++) {
            combine(devices, List.of(), this::check);
        }
    }

    @Test
    void five_devices_that_contradict_each_other_come_to_what_the_rules_say() {
        var random = new Random(30);
        var all = everything();
        for (int i = 0; i < 50_000; i++) {
            int devices = 3 + random.nextInt(3);
            check(random.ints(devices, 0, all.size()).mapToObj(all::get).toList());
        }
    }

    @Test
    void a_manual_status_wins_whatever_the_devices_say() {
        var here = List.of(new Said(Status.ONLINE, Platform.WEB, StatusRules.NEVER));

        assertThat(rules.resolve(here, Manual.DND, NOW))
                .isEqualTo(ShownStatus.of(Status.DND).with(Platform.WEB, Status.DND));
        assertThat(rules.resolve(here, Manual.INVISIBLE, NOW)).isEqualTo(ShownStatus.OFFLINE);
        assertThat(rules.resolve(List.of(), Manual.DND, NOW))
                .as("who is not there is not busy")
                .isEqualTo(ShownStatus.OFFLINE);
    }
}
