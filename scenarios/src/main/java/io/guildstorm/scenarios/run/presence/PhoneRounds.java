package io.guildstorm.scenarios.run.presence;

import io.guildstorm.reports.target.PhoneFigures;
import io.guildstorm.reports.target.PresenceFigures;
import io.guildstorm.scenarios.presence.Everyday;
import io.guildstorm.scenarios.run.context.RunRequest;
import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.sides.Design;
import io.guildstorm.scenarios.swarm.presence.CrowdEvent;
import io.guildstorm.scenarios.workload.PresencePhone;
import io.guildstorm.scenarios.workload.PresenceStorm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The rounds of `presence-phone`, one a policy, and what they come to in an hour of life.
final class PhoneRounds {
    private static final double MOST_CHANGES = 60;

    private PhoneRounds() {}

    static List<Design> designs() {
        List<Design> designs = new ArrayList<>();
        PresencePhone.policies()
                .forEach((name, settings) -> designs.add(new Design(name, name.equals(PresencePhone.ALL), settings)));
        return designs;
    }

    /// @throws UsageException when flags do not go together
    static Scene scene(RunRequest request, Design design, int users) {
        if (users < 2 * PresencePhone.PHONES)
            throw new UsageException("--sessions cannot be \"%d\": give %d users or more, of whom %d have a phone."
                    .formatted(users, 2 * PresencePhone.PHONES, PresencePhone.PHONES));
        double changes = request.changes() == null ? PresencePhone.CHANGES_PER_HOUR : request.changes();
        if (!(changes > 0 && changes <= MOST_CHANGES))
            throw new UsageException("--changes cannot be \"%s\": give changes of status an hour, above 0, at most 60."
                    .formatted(changes));
        Duration usual = request.quick() ? PresencePhone.QUICK_LENGTH : PresencePhone.LENGTH;
        Duration length = request.duration() == null ? usual : request.duration();
        boolean inBackground = design.name().equals(PresencePhone.IN_BACKGROUND);
        return new Scene(
                users,
                PresencePhone.PHONES,
                PresenceStorm.SHOWN,
                false,
                0,
                new Everyday(changes, length.toMillis(), inBackground));
    }

    /// @param sums of each side, beside its figures
    static PhoneFigures figures(PresenceSettings settings, List<StormSums> sums, List<PresenceFigures.Side> sides) {
        List<PhoneFigures.Policy> policies = new ArrayList<>();
        PhoneFigures.Setting setting = new PhoneFigures.Setting(0, 0, 0, 0, Everyday.PACE, 0, 0);
        for (int i = 0; i < sides.size(); i++) {
            CrowdEvent.Phones phones = sums.get(i).phones();
            if (phones == null) continue;
            setting = setting(settings, sums.get(i).last().scene(), phones);
            PresenceFigures.Side side = sides.get(i);
            policies.add(new PhoneFigures.Policy(
                    side.name(),
                    side.judged(),
                    received(phones),
                    side.truth().views(),
                    side.truth().wrong()));
        }
        return new PhoneFigures(setting, policies);
    }

    private static PhoneFigures.Setting setting(PresenceSettings settings, Scene scene, CrowdEvent.Phones phones) {
        Everyday everyday = Objects.requireNonNull(scene.everyday(), "phones were measured in it");
        return new PhoneFigures.Setting(
                scene.users(),
                phones.phones(),
                scene.shown(),
                everyday.changesPerHour(),
                Everyday.PACE,
                Everyday.TAIL.toMillis() / 1e3,
                Duration.ofHours(1).toMillis() / (double) settings.heartbeat().toMillis());
    }

    private static PhoneFigures.Received received(CrowdEvent.Phones phones) {
        return new PhoneFigures.Received(
                phones.seconds() * Everyday.PACE,
                phones.updates(),
                phones.frames(),
                phones.bytes(),
                phones.wakeUps(),
                phones.awakeSeconds() * Everyday.PACE);
    }
}
