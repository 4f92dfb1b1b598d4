package io.guildstorm.scenarios.run.revoke;

import io.guildstorm.scenarios.run.sides.Design;
import io.guildstorm.scenarios.workload.PermissionRevoke;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The two answers to when a call that takes something away returns.
final class Sides {
    private static final String STRONG = "strong";
    private static final String EVENTUAL = "eventual";

    private Sides() {}

    /// @param set what the user set
    /// @return the judged side, which is what the user set, else strong; then the other
    static List<Design> of(Map<String, String> set) {
        Map<String, String> judged = all(STRONG);
        judged.replaceAll(set::getOrDefault);
        String name = judged.equals(all(STRONG)) ? STRONG : judged.equals(all(EVENTUAL)) ? EVENTUAL : "as-set";
        String other = name.equals(STRONG) ? EVENTUAL : STRONG;
        return List.of(new Design(name, true, judged), new Design(other, false, all(other)));
    }

    private static Map<String, String> all(String value) {
        Map<String, String> settings = new TreeMap<>();
        PermissionRevoke.SWITCHES.forEach(name -> settings.put(name, value));
        return settings;
    }
}
