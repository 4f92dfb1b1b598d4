package io.guildstorm.scenarios.presence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Whom one user's client shows: some of those who share a guild with it, the well-known rather than the others. A pure
/// function of the graph and the seed.
public final class Shown {
    private static final double SKEW = 0.8;

    private Shown() {}

    /// Guild → users that are shown as members of it; each user once, in the most popular guild that both are in.
    /// @param most users shown; fewer where fewer share a guild
    public static Map<Integer, List<Integer>> by(int user, GuildGraph graph, int most, long seed) {
        SortedSet<Integer> mates = new TreeSet<>();
        for (int guild : graph.guildsOf(user)) mates.addAll(graph.membersOf(guild));
        mates.remove(user);
        List<Integer> ranked = List.copyOf(mates); // the lower the number, the better known
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 1_000_003 + user);
        Map<Integer, List<Integer>> shown = new TreeMap<>();
        for (int place : GuildGraph.draw(ranked.size(), most, SKEW, random)) {
            int mate = ranked.get(place);
            shown.computeIfAbsent(shared(user, mate, graph), _ -> new ArrayList<>())
                    .add(mate);
        }
        return new LinkedHashMap<>(shown);
    }

    private static int shared(int user, int mate, GuildGraph graph) {
        for (int guild : graph.guildsOf(user)) if (graph.guildsOf(mate).contains(guild)) return guild;
        throw new IllegalStateException(user + " and " + mate + " share no guild");
    }
}
