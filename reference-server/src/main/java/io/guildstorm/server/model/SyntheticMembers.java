package io.guildstorm.server.model;

import io.guildstorm.server.model.hash.SplitMix64;
import io.guildstorm.server.model.members.Facts;
import io.guildstorm.server.model.members.MemberPage;
import io.guildstorm.server.model.members.PageBuilder;
import io.guildstorm.server.model.members.SyntheticMember;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Makes the members that fill a guild, the same ones from the same seed. Pure.
public final class SyntheticMembers {
    /// Ids are spread over ten years: this many stay a few seconds apart.
    public static final int MAX = 20_000_000;

    private static final int NICK_EVERY = 10;

    private SyntheticMembers() {}

    /// Of the roles each member has about one in two, one in four, one in eight, …; one in ten has a nick. They joined
    /// between when their id was given out and `now`.
    /// @param count 0 to [#MAX]; 15,000,000 take about a second
    /// @param roles at most 8
    public static Members of(long seed, int count, List<RoleId> roles, Instant now) {
        var sets = RoleSets.NONE;
        var numbers = new int[1 << roles.size()];
        for (int bits = 1; bits < numbers.length; bits++) {
            numbers[bits] = sets.size();
            sets = sets.with(set(roles, bits));
        }
        long latest = now.toEpochMilli() - Snowflake.EPOCH_MS;
        var pages = IntStream.range(0, Math.ceilDiv(count, MemberPage.MAX))
                .parallel()
                .mapToObj(number -> page(seed, number * MemberPage.MAX, count, numbers, latest))
                .toList();
        return new Members(pages, sets);
    }

    private static MemberPage page(long seed, int from, int count, int[] numbers, long latest) {
        var builder = new PageBuilder(MemberPage.MAX);
        for (int place = from; place < Math.min(count, from + MemberPage.MAX); place++) {
            add(builder, SyntheticMember.id(seed, place, count), numbers, latest);
        }
        return builder.pages().getFirst();
    }

    private static List<RoleId> set(List<RoleId> roles, int bits) {
        var set = new ArrayList<RoleId>();
        for (int i = 0; i < roles.size(); i++) {
            if (((bits >>> i) & 1) != 0) {
                set.add(roles.get(i));
            }
        }
        return set;
    }

    private static void add(PageBuilder builder, long id, int[] numbers, long latest) {
        long chance = SplitMix64.mixed(id + 1);
        long since = id >>> Snowflake.TIME_SHIFT;
        long joined = since + Long.remainderUnsigned(chance, Math.max(1, latest - since));
        int bits = 0;
        for (int i = 0; (1 << i) < numbers.length; i++) {
            int odds = (1 << (i + 1)) - 1;
            bits |= (SplitMix64.mixed(chance + i) & odds) == 0 ? 1 << i : 0;
        }
        byte[] text = null;
        if (Long.remainderUnsigned(chance >>> 32, NICK_EVERY) == 0) {
            String name = SyntheticMember.name(id);
            var nick = name.substring(0, 1 + (int) (chance & 3)) + (chance >>> 48);
            var user = new User(new UserId(id), name, false);
            var member = new Member(user, nick, List.of(), Instant.ofEpochMilli(Snowflake.EPOCH_MS + joined), null);
            text = MemberText.of(member, null);
        }
        builder.add(id, Facts.of(joined, numbers[bits]), text);
    }
}
