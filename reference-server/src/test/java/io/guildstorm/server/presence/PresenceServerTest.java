package io.guildstorm.server.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.model.UserId;
import io.guildstorm.server.presence.PresenceServer.Counts;
import io.guildstorm.server.presence.PresenceServer.Parts;
import io.guildstorm.server.presence.Presences.Device;
import io.guildstorm.server.wire.Presence;
import io.guildstorm.server.wire.Presence.Platform;
import io.guildstorm.server.wire.Presence.Status;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/// One presence server by itself, on a clock of the test's own.
class PresenceServerTest {
    private static final long START = 1_000_000;
    private static final int USERS = 1_000_000;
    private static final long BYTES_A_USER_MAX = 128;

    private final Told lane = new Told();

    /// A lane that remembers.
    private static final class Told implements LanePresence {
        final List<Presence> all = new ArrayList<>();
        final Map<Long, Status> last = new HashMap<>();
        final Map<Long, Status> own = new HashMap<>();

        @Override
        public void told(List<Presence> changed) {
            all.addAll(changed);
            changed.forEach(one -> last.put(one.user().value(), one.shown().status()));
        }

        @Override
        public void own(List<Own> changed) {
            changed.forEach(one -> own.put(one.device(), one.status()));
        }

        @Override
        public void unknown(long device) {}

        @Override
        public void reborn(int server) {}
    }

    private record Deaf() implements LanePresence {
        @Override
        public void told(List<Presence> changed) {}

        @Override
        public void own(List<Own> changed) {}

        @Override
        public void unknown(long device) {}

        @Override
        public void reborn(int server) {}
    }

    private static PresenceServer server(PresenceSettings settings, LanePresence lane) {
        var counts = new Counts(new LongAdder(), new LongAdder(), new LongAdder());
        var server = new PresenceServer(0, new Parts(settings, List.of(lane), null, counts), START);
        server.announced(0, START);
        return server;
    }

    private static Device device(long user, long id, Status says) {
        return new Device(0, new UserId(user), id, Platform.WEB, says, -1, 0);
    }

    @Test
    void nobody_is_told_anything_before_all_lanes_have_said_what_they_have() {
        var counts = new Counts(new LongAdder(), new LongAdder(), new LongAdder());
        var second = new Told();
        var server =
                new PresenceServer(0, new Parts(PresenceSettings.DEFAULTS, List.of(lane, second), null, counts), START);
        server.watch(0, new long[] {7, 8});
        server.present(device(7, 1, Status.DND), START);
        server.announced(0, START);
        var answers = new ArrayList<List<Presence>>();
        server.query(new long[] {7}, answers::add);
        server.goOn(START + 60_000);
        assertThat(lane.all).isEmpty();
        assertThat(answers).isEmpty();

        server.announced(1, START + 60_000);

        assertThat(lane.last).containsExactlyInAnyOrderEntriesOf(Map.of(7L, Status.DND, 8L, Status.INVISIBLE));
        assertThat(answers).hasSize(1);
        assertThat(second.all).as("shows nobody").isEmpty();
        assertThat(counts.learningMillis().sum()).isEqualTo(60_000);
    }

    /// Whatever the changes and their times: who watches is told no oftener than once a debounce, and in the end the
    /// truth.
    @Test
    void a_watcher_is_told_at_most_once_a_debounce_and_ends_with_the_truth() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var told = new Told();
            var server = server(PresenceSettings.DEFAULTS, told);
            server.watch(0, new long[] {7});
            told.all.clear();
            long now = START;
            var last = Status.INVISIBLE;
            for (int i = 0; i < 40; i++) {
                now += random.nextInt(1_500);
                server.goOn(now);
                last = List.of(Status.values()).get(random.nextInt(4));
                server.present(device(7, 1, last), now);
            }
            long debounce = PresenceSettings.DEFAULTS.debounce().toMillis();
            for (long left = 0; left < 2 * debounce; left += 100) {
                server.goOn(now += 100);
            }
            assertThat(told.all.size()).as("seed %d", seed).isLessThanOrEqualTo((int) ((now - START) / debounce) + 1);
            assertThat(told.last.getOrDefault(7L, Status.INVISIBLE))
                    .as("seed %d", seed)
                    .isEqualTo(last);
        }
    }

    @Test
    void a_device_is_gone_when_its_time_to_live_is_over_and_not_before() {
        var server = server(PresenceSettings.DEFAULTS, lane);
        server.present(device(7, 1, Status.ONLINE), START);
        server.goOn(START + 3_100);
        server.watch(0, new long[] {7});
        server.goOn(START + 89_900);
        assertThat(lane.last).containsEntry(7L, Status.ONLINE);
        server.beats(new Presences.Beats(0, 0, new long[] {7}, new long[] {1}), START + 89_900, _ -> {});
        server.goOn(START + 120_000);
        server.goOn(START + 175_000);
        assertThat(lane.last).as("it was heard of").containsEntry(7L, Status.ONLINE);

        server.goOn(START + 89_900 + 90_100);
        server.goOn(START + 89_900 + 93_200);

        assertThat(lane.last).containsEntry(7L, Status.INVISIBLE);
    }

    @Test
    void somebody_who_is_shown_is_kept_and_somebody_who_is_not_is_forgotten() {
        var server = server(PresenceSettings.DEFAULTS, lane);
        server.watch(0, new long[] {7});
        server.present(device(7, 1, Status.ONLINE), START);
        server.present(device(8, 2, Status.ONLINE), START);
        assertThat(server.users()).isEqualTo(2);
        server.gone(7, 1);
        server.gone(8, 2);
        server.goOn(START + 10_000);
        assertThat(server.users()).isEqualTo(1);
        server.unwatch(0, new long[] {7});
        assertThat(server.users()).isZero();
    }

    @Test
    void a_beat_of_an_unknown_device_is_asked_after() {
        var server = server(PresenceSettings.DEFAULTS, lane);
        server.present(device(7, 1, Status.ONLINE), START);
        var unknown = new ArrayList<Long>();
        server.beats(
                new Presences.Beats(0, 0, new long[] {7, 7, 9}, new long[] {1, 2, 3}),
                START,
                beats -> unknown.add(beats.devices()[0]));
        assertThat(unknown).containsExactly(2L, 3L);
    }

    @Test
    void sessions_of_a_user_are_told_what_it_is_shown_as_without_a_debounce() {
        var server = server(PresenceSettings.DEFAULTS, lane);
        server.present(device(7, 1, Status.ONLINE), START);
        server.goOn(START);
        assertThat(lane.own).containsExactlyEntriesOf(Map.of(1L, Status.ONLINE));
        server.present(device(7, 2, Status.INVISIBLE), START);
        server.goOn(START);
        assertThat(lane.own).containsExactlyInAnyOrderEntriesOf(Map.of(1L, Status.INVISIBLE, 2L, Status.INVISIBLE));
    }

    @Test
    void a_million_users_take_at_most_128_bytes_each() throws JMException {
        var servers = new ArrayList<PresenceServer>();
        servers.add(ofAMillion());
        long with = usedBytes();
        assertThat(servers.removeLast().users()).isEqualTo(USERS);
        assertThat((with - usedBytes()) / USERS).isBetween(1L, BYTES_A_USER_MAX);
    }

    private static PresenceServer ofAMillion() {
        var server = server(PresenceSettings.DEFAULTS, new Deaf());
        for (long user = 1; user <= USERS; user++) {
            server.present(device(user << 22, user, Status.ONLINE), START);
        }
        server.goOn(START + 3_100);
        return server;
    }

    /// Of all objects that are reachable: what the heap has in use depends on the size of its regions, too.
    private static long usedBytes() throws JMException {
        var histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[] {}},
                        new String[] {String[].class.getName()});
        String total = histogram
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(total.strip().split("\\s+", -1)[2]);
    }
}
