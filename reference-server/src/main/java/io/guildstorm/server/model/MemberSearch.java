package io.guildstorm.server.model;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/// Finds members of a guild. The guild is never sorted as a whole: what is kept is as small as what is asked for. Pure.
public final class MemberSearch {
    private static final Comparator<Member> BY_ID =
            Comparator.comparing(member -> member.user().id());

    private MemberSearch() {}

    /// The `limit` members of the smallest ids among those wanted, in their order.
    /// @param limit 1 and above
    public static List<Member> first(GuildView view, int limit, Predicate<Member> wanted) {
        var smallest = new PriorityQueue<Member>(limit + 1, BY_ID.reversed());
        for (Member member : view.members().values()) {
            if (wanted.test(member)) {
                smallest.add(member);
                if (smallest.size() > limit) {
                    smallest.remove();
                }
            }
        }
        return smallest.stream().sorted(BY_ID).toList();
    }

    /// Those whose name or nick begins so, whatever the case.
    public static Predicate<Member> named(String beginning) {
        String start = beginning.toLowerCase(Locale.ROOT);
        return member -> begins(member.user().name(), start) || (member.nick() != null && begins(member.nick(), start));
    }

    private static boolean begins(String name, String start) {
        return name.toLowerCase(Locale.ROOT).startsWith(start);
    }
}
