package io.guildstorm.scenarios.presence;

import io.guildstorm.scenarios.check.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A time in which nothing happens but what happens every day: users come back to their desks and leave them again,
/// while phones lie there with their screens off.
///
/// All that takes time in it goes [#PACE] times as fast as in life, users as well as the radios of the phones, so the
/// server that is measured has to be set so too. A pure function of its seed.
/// @param changesPerHour how often each user changes its status in an hour of its life
/// @param lengthMs how long it is measured, by the clock of the run
/// @param inBackground whether clients whose screens are off say that they show nobody
public record Everyday(double changesPerHour, long lengthMs, boolean inBackground) {
    /// So much faster than in life.
    public static final int PACE = 10;

    /// How long a radio stays awake after the last thing that it received, in life: operators have it stay so for some
    /// 5 to 10 s (the RRC inactivity timer of LTE). The shorter makes more wake-ups, and less time awake.
    public static final Duration TAIL = Duration.ofSeconds(5);

    /// From the begin of it until the phones are measured, by the clock of the run: before that they are told whom
    /// they show, and a radio's tail passes.
    public static final Duration LEAD = Duration.ofSeconds(2);

    /// Of so many changes of a user one is over as soon as it began.
    static final int BLIP_OF = 4;

    /// How long such a change lasts, in life.
    static final Duration BLIP = Duration.ofSeconds(2);

    private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();
    private static final Status[] CHOICE = {Status.ONLINE, Status.IDLE, Status.DND};

    /// By the clock of the run.
    public long tailInRunNanos() {
        return TAIL.toNanos() / PACE;
    }

    /// What one user does until the end: at even intervals, from an instant of its own on, in the order of time. Each
    /// change is to another status than before, which is online at first.
    public List<Flicker.Change> of(int user, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 1_000_003 + user);
        long interval = (long) (HOUR_NANOS / (changesPerHour * PACE));
        long blip = Math.min(BLIP.toNanos() / PACE, interval / 2);
        long end = LEAD.toNanos() + lengthMs * 1_000_000;
        List<Flicker.Change> changes = new ArrayList<>();
        Status now = Status.ONLINE;
        long first = random.nextLong(interval);
        int occasion = random.nextInt(BLIP_OF);
        for (long at = first; at < end; at += interval) {
            Status before = now;
            while (now == before) now = CHOICE[random.nextInt(CHOICE.length)];
            changes.add(new Flicker.Change(at, now));
            if (++occasion % BLIP_OF != 0) continue;
            now = before;
            changes.add(new Flicker.Change(at + blip, now));
        }
        return changes;
    }
}
