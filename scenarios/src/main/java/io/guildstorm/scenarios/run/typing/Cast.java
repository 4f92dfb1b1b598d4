package io.guildstorm.scenarios.run.typing;

import io.guildstorm.scenarios.schedule.Typists;
import io.guildstorm.scenarios.workload.LoadPlan;
import io.guildstorm.scenarios.workload.TypingStorm;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// Who does what, by their place among the members: first those who type, then those who hide and type, then one who is
/// hasty; all of them send as well. The last ones may not see the channel.
record Cast(int typists, int senders, int sessions) {
    private static final int LEAST_TYPISTS = 4;

    /// Everybody speaks once in ten seconds.
    private static final int SECONDS_A_SENDER = 10;

    static Cast of(LoadPlan plan) {
        int typists = Math.max(LEAST_TYPISTS, plan.sessions() / TypingStorm.ONE_IN);
        int least = typists + TypingStorm.HIDING + 1;
        int wanted = (int) Math.ceil(plan.ratePerSecond() * SECONDS_A_SENDER);
        return new Cast(typists, Math.max(least, Math.min(wanted, plan.sessions() / 2)), plan.sessions());
    }

    /// Place of the one who tells more than anybody can type.
    int hasty() {
        return typists + TypingStorm.HIDING;
    }

    /// Places of those who hide.
    List<Integer> hiding() {
        return IntStream.range(typists, hasty()).boxed().toList();
    }

    /// Places of those who may not see the channel.
    List<Integer> blind() {
        return IntStream.range(sessions - Math.max(1, sessions / TypingStorm.BLIND_ONE_IN), sessions)
                .boxed()
                .toList();
    }

    /// How many type, those who hide and the hasty one too.
    int all(Pace pace) {
        return typing(pace).stream().mapToInt(Typists::count).sum();
    }

    List<Typists> typing(Pace pace) {
        Duration every = pace.every();
        if (every == null) return List.of();
        return List.of(
                new Typists(0, typists, every),
                new Typists(typists, hasty(), TypingStorm.HIDING_TYPE),
                new Typists(hasty(), hasty() + 1, TypingStorm.HASTY));
    }
}
