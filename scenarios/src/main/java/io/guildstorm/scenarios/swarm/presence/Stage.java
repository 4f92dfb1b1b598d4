package io.guildstorm.scenarios.swarm.presence;

import io.guildstorm.scenarios.check.Status;
import io.guildstorm.scenarios.presence.Role;
import io.guildstorm.scenarios.presence.Timetable;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/// Has every user do what its role says, each at its time.
///
/// **Owner:** the event loop.
final class Stage {
    private static final Duration CHANGES_WITHIN = Duration.ofMillis(200);

    private final Crowd crowd;
    private final long anchorNanos;

    Stage(Crowd crowd, long anchorNanos) {
        this.crowd = crowd;
        this.anchorNanos = anchorNanos;
    }

    void play() {
        for (Role role : Role.values()) {
            switch (role) {
                case CUT -> each(role, Timetable.CUT, Timetable.CUT_WITHIN, Watcher::cut);
                case CUT_AND_BACK -> {
                    each(role, Timetable.CUT, Timetable.CUT_WITHIN, Watcher::cut);
                    each(role, Timetable.BACK, Duration.ZERO, crowd::connectAgain);
                }
                case SAYS_GOODBYE -> each(role, Timetable.CHANGES, CHANGES_WITHIN, Watcher::sayGoodbye);
                case TURNS_INVISIBLE -> changes(role, Status.INVISIBLE);
                case TURNS_IDLE -> changes(role, Status.IDLE);
                case TURNS_DND -> changes(role, Status.DND);
                case FLICKERS, STAYS -> {}
            }
        }
    }

    private void changes(Role role, Status to) {
        each(role, Timetable.CHANGES, CHANGES_WITHIN, (watcher, intended) -> watcher.change(to, intended));
    }

    /// @param within over how long they are spread
    private void each(Role role, Duration from, Duration within, BiConsumer<Watcher, Long> does) {
        List<Watcher> those = crowd.watchers().stream()
                .filter(watcher -> watcher.person().role() == role)
                .toList();
        for (int i = 0; i < those.size(); i++) {
            Watcher watcher = those.get(i);
            long intended = anchorNanos + from.toNanos() + within.toNanos() * i / those.size();
            crowd.at(intended, () -> does.accept(watcher, intended));
        }
    }
}
