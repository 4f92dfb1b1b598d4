package io.guildstorm.server.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may do what, against a second reckoning that goes bit by bit.
class PermissionsTest {
    private static final GuildId GUILD = new GuildId(1_000);
    private static final UserId OWNER = new UserId(1);
    private static final UserId BOB = new UserId(2);
    private static final ChannelId CHANNEL = new ChannelId(3);
    private static final RoleId EVERYONE = new RoleId(GUILD.value());
    private static final RoleId MODERATOR = new RoleId(4);
    private static final RoleId MUTED = new RoleId(5);
    private static final long VIEW = Permission.VIEW_CHANNEL.bit();
    private static final long SEND = Permission.SEND_MESSAGES.bit();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void every_bit_follows_from_the_first_rule_that_names_it(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var roles = new HashMap<RoleId, Role>();
            roles.put(EVERYONE, new Role(EVERYONE, "@everyone", bits(random), 0));
            roles.put(MODERATOR, new Role(MODERATOR, "moderator", bits(random), 1));
            roles.put(MUTED, new Role(MUTED, "muted", bits(random), 2));
            var held = new ArrayList<RoleId>();
            if (random.nextBoolean()) {
                held.add(MODERATOR);
            }
            if (random.nextBoolean()) {
                held.add(MUTED);
            }
            var overwrites = new ArrayList<Overwrite>();
            for (long target : List.of(MUTED.value(), BOB.value(), EVERYONE.value(), MODERATOR.value(), 77L)) {
                if (random.nextInt(3) == 0) {
                    var kind = target == BOB.value() || target == 77 ? Overwrite.Kind.MEMBER : Overwrite.Kind.ROLE;
                    overwrites.add(new Overwrite(target, kind, bits(random), bits(random)));
                }
            }
            var channel = channel(overwrites);
            var view = view(roles, held, channel);

            assertThat(Permissions.in(view, channel, BOB))
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(bitByBit(view, channel, held));
        }
    }

    private static long bits(Random random) {
        long bits = 0;
        for (Permission permission : Permission.values()) {
            boolean rare = permission == Permission.ADMINISTRATOR;
            if (rare ? random.nextInt(20) == 0 : random.nextInt(3) == 0) {
                bits |= permission.bit();
            }
        }
        return bits;
    }

    /// For each bit: the member's own overwrite decides, else one of a held role that allows, else one that denies,
    /// else everyone's, else the guild's roles.
    private static long bitByBit(GuildView view, Channel channel, List<RoleId> held) {
        long result = 0;
        for (int shift = 0; shift < 53; shift++) {
            long bit = 1L << shift;
            if (mayBit(view, channel, held, bit)) {
                result |= bit;
            }
        }
        boolean administrator = held.stream().anyMatch(role -> has(view, role, Permission.ADMINISTRATOR.bit()))
                || has(view, EVERYONE, Permission.ADMINISTRATOR.bit());
        if (administrator) {
            return Permission.ALL;
        }
        return (result & VIEW) == 0 ? 0 : result;
    }

    private static boolean mayBit(GuildView view, Channel channel, List<RoleId> held, long bit) {
        Boolean own = null;
        boolean roleAllows = false;
        boolean roleDenies = false;
        Boolean everyones = null;
        for (Overwrite overwrite : channel.overwrites()) {
            boolean allows = (overwrite.allow() & bit) != 0;
            boolean denies = (overwrite.deny() & bit) != 0;
            if (overwrite.target() == BOB.value() && (allows || denies)) {
                own = allows;
            } else if (overwrite.target() == EVERYONE.value() && (allows || denies)) {
                everyones = allows;
            } else if (held.contains(new RoleId(overwrite.target()))) {
                roleAllows |= allows;
                roleDenies |= denies;
            }
        }
        if (own != null) {
            return own;
        }
        if (roleAllows || roleDenies) {
            return roleAllows;
        }
        if (everyones != null) {
            return everyones;
        }
        return has(view, EVERYONE, bit) || held.stream().anyMatch(role -> has(view, role, bit));
    }

    private static boolean has(GuildView view, RoleId role, long bit) {
        var known = view.roles().get(role);
        return known != null && (known.permissions() & bit) != 0;
    }

    @Test
    void the_owner_may_do_all_and_a_stranger_nothing() {
        var channel = channel(List.of(new Overwrite(OWNER.value(), Overwrite.Kind.MEMBER, 0, VIEW)));
        var view = view(Map.of(), List.of(), channel);

        assertThat(Permissions.in(view, channel, OWNER)).isEqualTo(Permission.ALL);
        assertThat(Permissions.in(view, channel, new UserId(99))).isZero();
        assertThat(Permissions.sees(view, channel, new UserId(99))).isFalse();
    }

    @Test
    void a_time_out_leaves_reading_and_ends_by_itself() {
        var until = Instant.parse("2026-01-01T00:01:00Z");
        var member = new Member(new User(BOB, "bob", false), null, List.of(), Instant.EPOCH, until);

        assertThat(Permissions.at(until.minusMillis(1), VIEW | SEND, member)).isEqualTo(VIEW);
        assertThat(Permissions.at(until, VIEW | SEND, member)).isEqualTo(VIEW | SEND);
        assertThat(Permissions.at(until.minusMillis(1), Permission.ALL, member)).isEqualTo(Permission.ALL);
    }

    @Test
    void a_private_thread_is_seen_by_its_members_and_by_who_manages_threads() {
        var channel = channel(List.of());
        var everyone = new Role(EVERYONE, "@everyone", VIEW | SEND, 0);
        var view = view(Map.of(EVERYONE, everyone), List.of(), channel);
        var moderators = view(
                Map.of(EVERYONE, new Role(EVERYONE, "@everyone", VIEW | Permission.MANAGE_THREADS.bit(), 0)),
                List.of(),
                channel);

        assertThat(Permissions.sees(view, thread(true, Set.of()), BOB)).isFalse();
        assertThat(Permissions.sees(view, thread(true, Set.of(BOB)), BOB)).isTrue();
        assertThat(Permissions.sees(view, thread(false, Set.of()), BOB)).isTrue();
        assertThat(Permissions.sees(moderators, thread(true, Set.of()), BOB)).isTrue();
    }

    @Test
    void in_a_thread_another_bit_says_who_may_send() {
        var channel = channel(List.of());
        long inThreads = Permission.SEND_MESSAGES_IN_THREADS.bit();
        var plain = view(Map.of(EVERYONE, new Role(EVERYONE, "@everyone", VIEW | SEND, 0)), List.of(), channel);
        var threads = view(Map.of(EVERYONE, new Role(EVERYONE, "@everyone", VIEW | inThreads, 0)), List.of(), channel);
        var thread = thread(false, Set.of());

        assertThat(Permission.SEND_MESSAGES.in(Permissions.in(plain, thread, BOB)))
                .isFalse();
        assertThat(Permission.SEND_MESSAGES.in(Permissions.in(threads, thread, BOB)))
                .isTrue();
    }

    private static Channel channel(List<Overwrite> overwrites) {
        return Channel.text(CHANNEL, GUILD, "square", 0).withOverwrites(overwrites);
    }

    private static ThreadChannel thread(boolean isPrivate, Set<UserId> members) {
        return new ThreadChannel(
                new ChannelId(9),
                GUILD,
                CHANNEL,
                OWNER,
                "aside",
                isPrivate,
                false,
                false,
                60,
                0,
                Instant.EPOCH,
                members);
    }

    private static GuildView view(Map<RoleId, Role> roles, List<RoleId> held, Channel channel) {
        var owner = Member.of(new User(OWNER, "ann", false), Instant.EPOCH);
        var bob = Member.of(new User(BOB, "bob", false), Instant.EPOCH).withRoles(held);
        return new GuildView(GUILD, "town", OWNER, List.of(channel), roles, Members.of(owner, bob), 1);
    }
}
