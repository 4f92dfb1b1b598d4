package io.guildstorm.scenarios.run.revoke;

import io.guildstorm.scenarios.schedule.Burst;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Who loses the channel when. With each burst some readers do: the first half of them one after the other, the rest at
/// one instant, both begun while the burst is being delivered, at a seeded moment of its first part.
/// @param strands what is done one after the other, by the instant at which it begins
record Waves(List<Strand> strands) {
    private static final List<Lever> LEVERS = List.of(Lever.values());

    /// Where in the time between two bursts a wave begins.
    private static final double EARLY_PART = 0.2;

    /// @param atNanos when the first step is due; each other follows the one before it
    record Strand(long atNanos, List<Step> steps) {}

    record Step(Lever lever, int session) {}

    Waves {
        strands = List.copyOf(strands);
    }

    /// @param from when bursts count, which begin with it
    /// @param to when they no longer do
    /// @param burst how far they are apart
    /// @param firstIdle the first session that may lose the channel
    /// @param sessions all there are; half of the idle ones keep the channel
    /// @param perBurst how many lose it with each burst, if there are enough
    static Waves of(long from, long to, Burst burst, int firstIdle, int sessions, int perBurst, Random random) {
        long every = burst.every().toNanos();
        int bursts = (int) Math.max(1, (to - from) / every);
        int end = firstIdle + Math.max(0, sessions - firstIdle) / 2;
        int each = Math.clamp((end - firstIdle) / bursts, 1, perBurst);
        List<Strand> strands = new ArrayList<>();
        int next = firstIdle;
        for (int i = 0; i < bursts; i++) {
            long at = from + i * every + (long) (random.nextDouble() * EARLY_PART * every);
            List<Step> chain = new ArrayList<>();
            for (int k = 0; k < each && next < end; k++) {
                Step step = new Step(LEVERS.get(next % LEVERS.size()), next);
                next++;
                if (k < each / 2) chain.add(step);
                else strands.add(new Strand(at, List.of(step)));
            }
            if (!chain.isEmpty()) strands.add(new Strand(at, chain));
        }
        return new Waves(strands);
    }
}
