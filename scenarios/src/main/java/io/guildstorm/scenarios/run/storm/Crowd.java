package io.guildstorm.scenarios.run.storm;

import io.guildstorm.scenarios.run.load.Newcomers;
import io.guildstorm.scenarios.swarm.SwarmEvent;
import io.guildstorm.scenarios.workload.ReconnectStorm;
import io.guildstorm.scenarios.workload.Storm;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the many of a storm do.
sealed interface Crowd {
    /// Before anything is due.
    void ready(Newcomers all);

    /// From `anchorNanos` on, which is soon.
    void come(Newcomers all, long anchorNanos);

    /// Whether each is in or failed to be.
    boolean settled(Newcomers all);

    Outcome outcome(Newcomers all);

    /// How long they come for, whatever the server does.
    Duration length();

    /// What became of them.
    /// @param failures why → how many are not in
    /// @param lastInNanos when the last was; null: none is
    /// @param returned null: they were newcomers
    record Outcome(
            int failed,
            Map<String, Integer> failures,
            @Nullable Long lastInNanos,
            SwarmEvent.@Nullable Returned returned) {
        static final Outcome NONE = new Outcome(0, Map.of(), null, null);

        public Outcome {
            failures = Map.copyOf(failures);
        }
    }

    /// They sign in for the first time.
    record SignIns() implements Crowd {
        @Override
        public void ready(Newcomers all) {}

        @Override
        public void come(Newcomers all, long anchorNanos) {
            all.signIn(Storm.DUE_PER_SECOND, anchorNanos, Storm.IN_FLIGHT);
        }

        @Override
        public boolean settled(Newcomers all) {
            return all.signedIn();
        }

        @Override
        public Outcome outcome(Newcomers all) {
            return new Outcome(all.failed(), new TreeMap<>(all.failures()), all.lastReadyNanos(), null);
        }

        @Override
        public Duration length() {
            return Duration.ZERO;
        }
    }

    /// They have been there, lose their connections and come back.
    /// @param length in which they lose them; zero: all at once
    record Returns(Duration length) implements Crowd {
        @Override
        public void ready(Newcomers all) {
            all.connect();
        }

        @Override
        public void come(Newcomers all, long anchorNanos) {
            all.cut(anchorNanos, length, ReconnectStorm.AFRESH_ONE_IN, Storm.IN_FLIGHT);
        }

        @Override
        public boolean settled(Newcomers all) {
            return all.back();
        }

        @Override
        public Outcome outcome(Newcomers all) {
            SwarmEvent.Returned it = all.returned();
            return new Outcome(it.failed(), new TreeMap<>(all.failures()), it.lastInNs(), it);
        }
    }
}
