package io.guildstorm.scenarios.swarm.presence;

import io.guildstorm.scenarios.presence.Everyday;
import io.guildstorm.scenarios.presence.Flicker;
import io.guildstorm.scenarios.presence.Radio;
import java.util.ArrayList;
import java.util.List;

/// Has everybody live through an [Everyday]: whose clients show others are phones with their screens off, which do
/// nothing but receive; all others change their statuses.
///
/// **Owner:** the event loop.
final class Routine {
    private final Crowd crowd;
    private final Everyday everyday;
    private final long seed;
    private final List<Radio> radios = new ArrayList<>();

    Routine(Crowd crowd, Everyday everyday, long seed) {
        this.crowd = crowd;
        this.everyday = everyday;
        this.seed = seed;
    }

    void play(long anchorNanos) {
        for (Watcher watcher : crowd.watchers()) {
            if (watcher.person().shown().isEmpty()) live(watcher, anchorNanos);
            else sleep(watcher, anchorNanos);
        }
    }

    private void sleep(Watcher phone, long anchorNanos) {
        long from = anchorNanos + Everyday.LEAD.toNanos();
        Radio radio = new Radio(everyday.tailInRunNanos(), from, from + everyday.lengthMs() * 1_000_000);
        radios.add(radio);
        phone.listenBy(radio);
        if (everyday.inBackground()) crowd.at(anchorNanos, phone::showNobody);
    }

    private void live(Watcher watcher, long anchorNanos) {
        for (Flicker.Change change : everyday.of(watcher.person().number(), seed)) {
            long intended = anchorNanos + change.offsetNanos();
            crowd.at(intended, () -> watcher.change(change.to(), intended));
        }
    }

    CrowdEvent.Phones phones() {
        return new CrowdEvent.Phones(
                radios.size(),
                radios.size() * everyday.lengthMs() / 1e3,
                radios.stream().mapToLong(Radio::updates).sum(),
                radios.stream().mapToLong(Radio::frames).sum(),
                radios.stream().mapToLong(Radio::bytes).sum(),
                radios.stream().mapToLong(Radio::wakeUps).sum(),
                radios.stream().mapToLong(Radio::awakeNanos).sum() / 1e9);
    }
}
