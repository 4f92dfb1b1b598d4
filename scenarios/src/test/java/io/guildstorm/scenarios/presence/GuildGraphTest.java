package io.guildstorm.scenarios.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.scenarios.Seeds;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GuildGraphTest {
    private static GuildGraph graph(int users, long seed) {
        return GuildGraph.of(new GuildGraph.Size(users, 40, 6), seed);
    }

    @ParameterizedTest
    @Seeds(count = 20)
    void a_user_is_a_member_of_exactly_its_guilds(RandomGenerator random) {
        GuildGraph graph = graph(random.nextInt(1, 300), random.nextLong());

        for (int user = 0; user < graph.users(); user++) {
            assertThat(graph.guildsOf(user)).hasSize(6).doesNotHaveDuplicates().isSorted();
            for (int guild = 0; guild < graph.guilds(); guild++)
                assertThat(graph.membersOf(guild).contains(user))
                        .isEqualTo(graph.guildsOf(user).contains(guild));
        }
    }

    @Test
    void the_same_seed_makes_the_same_graph() {
        for (int user = 0; user < 200; user++)
            assertThat(graph(200, 42).guildsOf(user)).isEqualTo(graph(200, 42).guildsOf(user));
        assertThat(graph(200, 42).membersOf(0)).isNotEqualTo(graph(200, 43).membersOf(0));
    }

    @Test
    void a_few_guilds_are_large_and_many_are_small() {
        GuildGraph graph = graph(1_000, 1);

        List<Integer> sizes = Set.of(0, 9, 39).stream()
                .sorted()
                .map(guild -> graph.membersOf(guild).size())
                .toList();

        assertThat(sizes.get(0)).isGreaterThan(2 * sizes.get(1));
        assertThat(sizes.get(1)).isGreaterThan(2 * sizes.get(2));
    }

    @ParameterizedTest
    @Seeds(count = 20)
    void a_client_shows_mates_alone_each_once_in_a_guild_of_both(RandomGenerator random) {
        GuildGraph graph = graph(120, random.nextLong());
        int user = random.nextInt(120);

        Map<Integer, List<Integer>> shown = Shown.by(user, graph, 50, 7);

        Set<Integer> all = new HashSet<>();
        shown.forEach((guild, mates) -> {
            assertThat(graph.guildsOf(user)).contains(guild);
            assertThat(graph.membersOf(guild)).containsAll(mates);
            mates.forEach(mate -> assertThat(all.add(mate)).isTrue());
        });
        assertThat(all).hasSize(50).doesNotContain(user);
        assertThat(Shown.by(user, graph, 50, 7)).isEqualTo(shown);
    }

    @Test
    void the_well_known_are_shown_to_most() {
        GuildGraph graph = graph(300, 3);
        int[] watchers = new int[300];
        for (int user = 0; user < 300; user++)
            Shown.by(user, graph, 50, 3).values().forEach(mates -> mates.forEach(mate -> watchers[mate]++));

        assertThat(watchers[0]).isGreaterThan(3 * watchers[299]);
    }

    @Test
    void told_of_one_change_counts_each_mate_once_a_guild() {
        GuildGraph one = GuildGraph.of(new GuildGraph.Size(10, 1, 1), 1);
        GuildGraph two = GuildGraph.of(new GuildGraph.Size(10, 2, 2), 1);

        assertThat(one.toldOfOneChange()).isEqualTo(9);
        assertThat(two.toldOfOneChange()).isEqualTo(18);
    }
}
