package io.guildstorm.scenarios.workload;

import io.guildstorm.scenarios.presence.Everyday;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// How often presence wakes a phone whose screen is off, and how many bytes it gets, amid users who change their
/// statuses as they do every day: what each policy spares its battery.
///
/// Ten times as fast as in life ([Everyday]): debounce and window are a tenth of the server's defaults, and what is
/// measured is told by the hour of life.
public record PresencePhone() implements Workload {
    /// With sockets, phones among them.
    public static final int USERS = 800;

    public static final int QUICK_USERS = 300;

    /// Of the users, those with a phone that sleeps.
    public static final int PHONES = 100;

    /// How often each other user changes its status in an hour, unless it is told otherwise.
    public static final double CHANGES_PER_HOUR = 6;

    /// How long each policy is measured, by the clock of the run.
    public static final Duration LENGTH = Duration.ofSeconds(12);

    public static final Duration QUICK_LENGTH = Duration.ofSeconds(6);

    /// The policy whose phones show nobody while their screens are off.
    public static final String IN_BACKGROUND = "in the background";

    /// All five optimisations, and still the phone shows whom it showed: what is judged.
    public static final String ALL = "all five";

    private static final String DEBOUNCE = Duration.ofSeconds(3).toMillis() / Everyday.PACE + "ms";

    private static final String BATCH = Duration.ofSeconds(1).toMillis() / Everyday.PACE + "ms";

    /// What is set under each policy, by its name, in order.
    public static SequencedMap<String, Map<String, String>> policies() {
        SequencedMap<String, Map<String, String>> policies = new LinkedHashMap<>();
        Map<String, String> settings = new LinkedHashMap<>(PresenceStorm.NAIVE);
        policies.put("naive", Map.copyOf(settings));
        settings.put(PresenceStorm.SUBSCRIPTIONS, "on");
        policies.put("subscriptions", Map.copyOf(settings));
        settings.put(PresenceStorm.DEBOUNCE, DEBOUNCE);
        policies.put("+ debounce", Map.copyOf(settings));
        settings.put(PresenceStorm.BATCH, BATCH);
        policies.put("+ batch", Map.copyOf(settings));
        policies.put(ALL, Map.of());
        policies.put(IN_BACKGROUND, Map.of());
        return policies;
    }

    @Override
    public String name() {
        return "presence-phone";
    }

    @Override
    public String question() {
        return "How often does presence wake a phone whose screen is off, under each policy?";
    }

    @Override
    public String load() {
        return "700 users change their statuses 6 times an hour each, ten times as fast as in life, beside 100 phones that show"
                + " 50 of them; six policies, two minutes of life each";
    }

    @Override
    public List<String> mustHold() {
        return List.of(
                "at rest every status that a phone shows is true, with all five optimisations",
                "p99 from a change that stood until it is told within debounce, window and 1 s");
    }

    @Override
    public Map<String, String> switches() {
        Map<String, String> switches = new LinkedHashMap<>(UNLIMITED);
        switches.put(PresenceStorm.DEBOUNCE, DEBOUNCE);
        switches.put(PresenceStorm.BATCH, BATCH);
        return switches;
    }

    @Override
    public int seconds() {
        return 170;
    }

    @Override
    public List<String> next() {
        return List.of(
                "./guildstorm run presence-phone --changes 2 --duration 1m", "./guildstorm run presence-savings");
    }
}
