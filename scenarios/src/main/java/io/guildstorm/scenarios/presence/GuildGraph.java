package io.guildstorm.scenarios.presence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/// Who is in which guild: a few guilds that nearly everybody is in, many with few. A pure function of its sizes and
/// seed, so that every process of a run can make the same one.
///
/// A user's guilds are drawn without replacement, the n-th with weight n^-[#SKEW]: Zipf's law, as popular things of
/// many
/// kinds follow it.
public final class GuildGraph {
    static final double SKEW = 0.8;

    private final List<List<Integer>> guildsOf;
    private final List<List<Integer>> membersOf;

    private GuildGraph(List<List<Integer>> guildsOf, List<List<Integer>> membersOf) {
        this.guildsOf = guildsOf;
        this.membersOf = membersOf;
    }

    /// How large.
    /// @param guilds at least one
    /// @param perUser guilds of each user, at most `guilds`
    public record Size(int users, int guilds, int perUser) {
        public Size {
            if (users < 1 || perUser < 1 || perUser > guilds)
                throw new IllegalArgumentException("no graph of " + users + " users in " + perUser + " of " + guilds);
        }
    }

    public static GuildGraph of(Size size, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<List<Integer>> guildsOf = new ArrayList<>(size.users());
        List<List<Integer>> membersOf = new ArrayList<>(size.guilds());
        for (int guild = 0; guild < size.guilds(); guild++) membersOf.add(new ArrayList<>());
        for (int user = 0; user < size.users(); user++) {
            List<Integer> own = new ArrayList<>(draw(size.guilds(), size.perUser(), SKEW, random));
            own.sort(Comparator.naturalOrder());
            guildsOf.add(List.copyOf(own));
            for (int guild : own) membersOf.get(guild).add(user);
        }
        return new GuildGraph(
                List.copyOf(guildsOf), membersOf.stream().map(List::copyOf).toList());
    }

    /// Draws `count` of `0 … of - 1` without replacement, the n-th with weight (n + 1)^-skew, in the order drawn: each
    /// gets the key u^(1/weight), u even in (0, 1), and the greatest keys win (Efraimidis and Spirakis, 2006).
    static List<Integer> draw(int of, int count, double skew, RandomGenerator random) {
        double[] keys = new double[of];
        for (int i = 0; i < of; i++) keys[i] = Math.log(1 - random.nextDouble()) * Math.pow(i + 1, skew);
        return IntStream.range(0, of)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -keys[i]))
                .limit(count)
                .toList();
    }

    /// The user's guilds, the most popular first.
    public List<Integer> guildsOf(int user) {
        return guildsOf.get(user);
    }

    /// In the order of their numbers.
    public List<Integer> membersOf(int guild) {
        return membersOf.get(guild);
    }

    public int users() {
        return guildsOf.size();
    }

    public int guilds() {
        return membersOf.size();
    }

    /// Sessions that are told of a change where everybody is told of everybody, once a guild that they share: the mean
    /// over all users, were they all online.
    public double toldOfOneChange() {
        double told = 0;
        for (List<Integer> members : membersOf) told += (double) members.size() * (members.size() - 1);
        return told / users();
    }
}
