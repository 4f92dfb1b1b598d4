package io.guildstorm.scenarios.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The storm of [PresenceStorm] once with none of the five optimisations, once with each of them alone, and with one
/// more of them each time until all are on: what each saves by itself, and what it still saves on top of the others.
public record PresenceSavings() implements Workload {
    /// So that ten rounds are over in some five minutes.
    public static final int USERS = 300;

    /// The optimisations in the order in which they are added, with the value that each has when it is on.
    private static final SequencedMap<String, String> OPTIMISATIONS = optimisations();

    private static SequencedMap<String, String> optimisations() {
        SequencedMap<String, String> all = new LinkedHashMap<>();
        all.put(PresenceStorm.SUBSCRIPTIONS, "on");
        all.put(PresenceStorm.LAZY, "on");
        all.put(PresenceStorm.DEBOUNCE, "3s");
        all.put(PresenceStorm.BATCH, "1s");
        all.put(PresenceStorm.TTL, PresenceStorm.GRACE.toSeconds() + "s");
        return all;
    }

    /// What is set in each round, by its name, in order; nothing in the last, where all are on.
    public static SequencedMap<String, Map<String, String>> rounds() {
        SequencedMap<String, Map<String, String>> rounds = new LinkedHashMap<>();
        rounds.put("naive", with(List.of()));
        OPTIMISATIONS.keySet().forEach(one -> rounds.put(word(one) + " alone", with(List.of(one))));
        List<String> on = new ArrayList<>();
        for (String one : OPTIMISATIONS.keySet()) {
            on.add(one);
            boolean first = on.size() == 1; // it was played alone
            boolean all = on.size() == OPTIMISATIONS.size();
            if (!first && !all) rounds.put("+ " + word(one), with(on));
        }
        rounds.put("optimised", Map.of());
        return rounds;
    }

    private static String word(String name) {
        return name.substring(name.indexOf('.') + 1);
    }

    /// With a time to live, clients have to beat within it.
    private static Map<String, String> with(List<String> on) {
        Map<String, String> settings = new LinkedHashMap<>(PresenceStorm.NAIVE);
        on.forEach(one -> settings.put(one, OPTIMISATIONS.get(one)));
        if (on.contains(PresenceStorm.TTL))
            settings.put(PresenceStorm.HEARTBEAT_INTERVAL, PresenceStorm.HEARTBEAT.toSeconds() + "s");
        return settings;
    }

    @Override
    public String name() {
        return "presence-savings";
    }

    @Override
    public String question() {
        return "What does each optimisation of presence save, alone and on top of the others?";
    }

    @Override
    public String load() {
        return "the storm of presence-storm with 300 users, ten times: none of the five optimisations, each alone, one more"
                + " each time";
    }

    @Override
    public List<String> mustHold() {
        return new PresenceStorm().mustHold();
    }

    @Override
    public Map<String, String> switches() {
        return new PresenceStorm().switches();
    }

    @Override
    public int seconds() {
        return 300;
    }

    @Override
    public List<String> next() {
        return List.of("./guildstorm run presence-storm");
    }
}
