package io.guildstorm.server.model;

import io.guildstorm.server.model.members.Facts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The different sets of roles that members of a guild have, by number; 0 is none. Immutable.
final class RoleSets {
    /// Beyond, a member keeps its roles in its text: a new set copies all others, so there may not be many.
    static final int MAX = 4_096;

    static final RoleSets NONE = new RoleSets(List.of(List.of()), Map.of(List.of(), 0));

    private final List<List<RoleId>> sets;
    private final Map<List<RoleId>, Integer> numbers;

    private RoleSets(List<List<RoleId>> sets, Map<List<RoleId>, Integer> numbers) {
        this.sets = sets;
        this.numbers = numbers;
    }

    List<RoleId> set(int number) {
        return sets.get(number);
    }

    /// @return null: it has none, and [#with] may give it one
    @Nullable
    Integer number(List<RoleId> roles) {
        return numbers.get(roles);
    }

    int size() {
        return sets.size();
    }

    boolean isFull() {
        return sets.size() >= Math.min(MAX, Facts.ROLE_SETS);
    }

    /// @param roles that have no number yet
    RoleSets with(List<RoleId> roles) {
        var more = new ArrayList<>(sets);
        more.add(List.copyOf(roles));
        return of(more);
    }

    private static RoleSets of(List<List<RoleId>> sets) {
        var numbers = new HashMap<List<RoleId>, Integer>();
        for (int number = 0; number < sets.size(); number++) {
            numbers.putIfAbsent(sets.get(number), number);
        }
        return new RoleSets(List.copyOf(sets), Map.copyOf(numbers));
    }

    /// Sets keep their numbers, so that no member has to be touched; some may now be alike.
    RoleSets without(RoleId role) {
        return of(sets.stream().map(set -> without(set, role)).toList());
    }

    static List<RoleId> without(List<RoleId> roles, RoleId role) {
        return roles.stream().filter(other -> !other.equals(role)).toList();
    }
}
