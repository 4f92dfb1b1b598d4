package io.guildstorm.server.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final RoleId RED = new RoleId(5);
    private static final RoleId BLUE = new RoleId(6);

    /// Against a sorted map that is changed in the same way.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void any_changes_in_any_order_leave_what_a_map_would_hold(long seed) {
        var random = new Random(seed);
        var expected = new TreeMap<UserId, Member>();
        var members = Members.NONE;
        for (int round = 0; round < 60; round++) {
            int count = 1 << random.nextInt(12);
            if (random.nextInt(3) > 0) {
                var some = new ArrayList<Member>();
                for (int i = 0; i < count; i++) {
                    some.add(anybody(random));
                }
                some.forEach(member -> expected.put(member.user().id(), member));
                members = members.withAll(some);
            } else {
                var some = new ArrayList<UserId>();
                for (int i = 0; i < count; i++) {
                    some.add(new UserId(1 + random.nextInt(30_000)));
                }
                some.forEach(expected::remove);
                members = members.withoutAll(some);
            }
        }

        assertThat(members).containsExactlyElementsOf(expected.values());
        assertThat(members.size()).isEqualTo(expected.size());
        for (int id = 1; id <= 30_000; id++) {
            assertThat(members.get(new UserId(id))).isEqualTo(expected.get(new UserId(id)));
        }
    }

    private static Member anybody(Random random) {
        var user = new User(new UserId(1 + random.nextInt(30_000)), "name-" + random.nextInt(99), random.nextBoolean());
        var roles = new ArrayList<RoleId>();
        for (int role = 1; role <= 12; role++) {
            if (random.nextInt(12) == 0) {
                roles.add(new RoleId(role));
            }
        }
        return new Member(
                user,
                random.nextInt(4) == 0 ? "nick-é-" + random.nextInt(99) : null,
                roles,
                random.nextInt(9) == 0 ? Instant.EPOCH : NOW.minusMillis(random.nextInt(1_000_000)),
                random.nextInt(9) == 0 ? NOW : null);
    }

    @Test
    void who_holds_old_members_still_sees_them() {
        var before = Members.of(member(1, "ann"), member(2, "bob"));
        var after = before.without(new UserId(1)).with(member(3, "cyd"));

        assertThat(before).extracting(member -> member.user().name()).containsExactly("ann", "bob");
        assertThat(after).extracting(member -> member.user().name()).containsExactly("bob", "cyd");
    }

    @Test
    void a_role_that_goes_is_held_by_nobody_also_where_sets_of_roles_are_too_many_to_be_numbered() {
        var all = new ArrayList<Member>();
        for (int i = 1; i <= 5_000; i++) {
            all.add(member(i, "m").withRoles(List.of(RED, new RoleId(100 + i))));
        }
        var members = Members.of(all).with(member(6_000, "n").withRoles(List.of(RED, BLUE)));

        assertThat(members).allSatisfy(member -> assertThat(member.roles()).hasSize(2));
        assertThat(members.without(RED))
                .hasSize(5_001)
                .allSatisfy(member -> assertThat(member.roles()).hasSize(1).doesNotContain(RED));
    }

    @Test
    void pages_go_on_behind_any_id() {
        var members = SyntheticMembers.of(7, 10_000, List.of(), NOW);
        var ids = new ArrayList<Long>();
        members.forEach(member -> ids.add(member.user().id().value()));

        for (int i : List.of(0, 1, 4_095, 4_096, 5_000, 9_998)) {
            assertThat(members.after(ids.get(i)).next().user().id().value()).isEqualTo(ids.get(i + 1));
            assertThat(members.after(ids.get(i + 1) - 1).next().user().id().value())
                    .isEqualTo(ids.get(i + 1));
        }
        assertThat(members.after(0).next().user().id().value()).isEqualTo(ids.getFirst());
        assertThat(members.after(ids.getLast())).isExhausted();
        assertThat(Members.NONE.after(0)).isExhausted();
    }

    @Test
    void a_search_finds_all_whose_name_or_nick_begins_so_whatever_the_case() {
        var members = SyntheticMembers.of(7, 30_000, List.of(), NOW)
                .with(new Member(new User(new UserId(9), "Äther", false), null, List.of(), NOW, null))
                .with(new Member(new User(new UserId(10), "x", false), "ÄTHYL", List.of(), NOW, null));
        for (String beginning : List.of("", "b", "Ba", "BAB", "tulo", "zo1", "äth", "q", "nobody-is-called-so")) {
            var expected = new ArrayList<Member>();
            for (Member member : members) {
                String folded = MemberText.folded(beginning);
                if (MemberText.folded(member.user().name()).startsWith(folded)
                        || (member.nick() != null
                                && MemberText.folded(member.nick()).startsWith(folded))) {
                    expected.add(member);
                }
            }

            assertThat(members.named(beginning, 100_000).all()).as(beginning).isEqualTo(expected);
            assertThat(members.named(beginning, 3).all()).isEqualTo(expected.subList(0, Math.min(3, expected.size())));
        }
    }

    @Test
    void a_long_search_goes_in_slices() {
        var search = SyntheticMembers.of(7, 3_000_000, List.of(), NOW).named("qqq", 1);
        int slices = 1;
        while (!search.advance()) {
            slices++;
        }

        assertThat(slices).isEqualTo(3);
        assertThat(search.found()).isEmpty();
    }

    @Test
    void synthetic_members_are_the_same_from_the_same_seed_and_take_under_20_bytes_apart_from_nicks() {
        var members = SyntheticMembers.of(7, 100_000, List.of(RED, BLUE), NOW);

        assertThat(members).containsExactlyElementsOf(SyntheticMembers.of(7, 100_000, List.of(RED, BLUE), NOW));
        assertThat(members).isNotEqualTo(SyntheticMembers.of(8, 100_000, List.of(RED, BLUE), NOW));
        assertThat(members.size()).isEqualTo(100_000);
        assertThat(members.bytes()).isLessThan(20 * 100_000);
        assertThat(members).allSatisfy(member -> {
            assertThat(member.joined()).isAfter("2015-01-01T00:00:00Z").isBefore(NOW);
            assertThat(member.user().name()).hasSizeBetween(5, 14);
        });
        assertThat(members).filteredOn(member -> member.roles().contains(RED)).hasSizeBetween(49_000, 51_000);
        assertThat(members).filteredOn(member -> member.roles().contains(BLUE)).hasSizeBetween(24_000, 26_000);
        assertThat(members).filteredOn(member -> member.nick() != null).hasSizeBetween(9_500, 10_500);
        var names = new HashSet<String>();
        members.forEach(member -> names.add(member.user().name()));
        assertThat(names).hasSizeGreaterThan(99_000);
    }

    private static Member member(long id, String name) {
        return Member.of(new User(new UserId(id), name, false), NOW);
    }
}
