package io.guildstorm.server.memberlist;

import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Role;
import io.guildstorm.server.model.RoleId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The groups that members are listed in: each role that is shown apart, the highest first, then all others. Immutable.
final class HoistedGroups {
    private static final String OTHERS = "online";

    private final List<String> ids = new ArrayList<>();
    private final Map<RoleId, Integer> numbers = new HashMap<>();

    HoistedGroups(GuildView view) {
        view.roles().values().stream()
                .filter(role -> role.hoist() && !role.id().equals(view.everyone()))
                .sorted(Comparator.comparingInt(Role::position).reversed().thenComparing(Role::id))
                .limit(Ranked.GROUPS - 2L) // a key of the group behind the last one has to be one
                .forEach(role -> {
                    numbers.put(role.id(), ids.size());
                    ids.add(role.id().toString());
                });
        ids.add(OTHERS);
    }

    /// @param group 0 to [#count] - 1
    String id(int group) {
        return ids.get(group);
    }

    int count() {
        return ids.size();
    }

    Ranked rank(Member member) {
        int group = ids.size() - 1;
        if (!numbers.isEmpty()) {
            for (RoleId role : member.roles()) {
                group = Math.min(group, numbers.getOrDefault(role, group));
            }
        }
        return Ranked.of(group, member.shownName(), member.user().id().value());
    }
}
