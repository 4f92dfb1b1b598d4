package io.guildstorm.scenarios.presence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGeneratorFactory;

/// What a user does in the storm. Every status occurs among them at its end.
public enum Role {
    /// Changes its status again and again; does not watch.
    FLICKERS(0.2),
    /// Is cut and comes back within the grace.
    CUT_AND_BACK(0.1),
    /// Is cut and stays away.
    CUT(0.1),
    /// Closes its connection with 1000.
    SAYS_GOODBYE(0.05),
    TURNS_INVISIBLE(0.05),
    TURNS_IDLE(0.05),
    TURNS_DND(0.05),
    /// Does nothing but watch.
    STAYS(0.4);

    private final double share;

    Role(double share) {
        this.share = share;
    }

    /// Whether its session is to be right at the end.
    public boolean watchesToTheEnd() {
        return switch (this) {
            case FLICKERS, CUT, SAYS_GOODBYE -> false;
            case CUT_AND_BACK, TURNS_INVISIBLE, TURNS_IDLE, TURNS_DND, STAYS -> true;
        };
    }

    /// Of each user, by its number; at least one of each role.
    /// @param users twenty or more
    public static List<Role> cast(int users, long seed) {
        List<Role> roles = new ArrayList<>(users);
        for (Role role : values()) {
            int count = Math.max(1, (int) (users * role.share));
            for (int i = 0; i < count && role != STAYS; i++) roles.add(role);
        }
        while (roles.size() < users) roles.add(STAYS);
        Collections.shuffle(
                roles, Random.from(RandomGeneratorFactory.of("L64X128MixRandom").create(seed)));
        return List.copyOf(roles);
    }

    /// Numbers of the users who have it, in their order.
    public static List<Integer> having(Role role, List<Role> cast) {
        List<Integer> users = new ArrayList<>();
        for (int user = 0; user < cast.size(); user++) if (cast.get(user) == role) users.add(user);
        return users;
    }
}
