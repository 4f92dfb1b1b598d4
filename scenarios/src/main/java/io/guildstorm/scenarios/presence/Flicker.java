package io.guildstorm.scenarios.presence;

import io.guildstorm.scenarios.check.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// When one user changes its status, and to what: ten times in three seconds, twice. A pure function of its seed; the
/// schedule does not heed what the server makes of it.
public final class Flicker {
    /// In each of the [#BURSTS].
    public static final int CHANGES = 10;

    public static final int BURSTS = 2;

    /// Changes of one user.
    public static final int IN_ALL = CHANGES * BURSTS;

    /// Of one burst.
    public static final Duration LENGTH = Duration.ofSeconds(3);

    /// From the begin of one burst to that of the next.
    public static final Duration PERIOD = Duration.ofMillis(3_500);

    private static final Status[] CHOICE = {Status.ONLINE, Status.IDLE, Status.DND, Status.INVISIBLE};

    private Flicker() {}

    /// @param offsetNanos since the flickering begins
    public record Change(long offsetNanos, Status to) {}

    /// In the order of time; each to another status than before, which is online at first.
    /// @param number of the user among those who flicker
    public static List<Change> of(int number, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 1_000_003 + number);
        long slot = LENGTH.toNanos() / CHANGES;
        List<Change> changes = new ArrayList<>();
        Status now = Status.ONLINE;
        for (int burst = 0; burst < BURSTS; burst++) {
            for (int i = 0; i < CHANGES; i++) {
                Status before = now;
                while (now == before) now = CHOICE[random.nextInt(CHOICE.length)];
                changes.add(new Change(burst * PERIOD.toNanos() + i * slot + random.nextLong(slot), now));
            }
        }
        return changes;
    }
}
