package io.guildstorm.server.ring;

import io.guildstorm.server.model.hash.SplitMix64;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A consistent-hash ring: which of some owners a key belongs to, so that an owner who comes or goes moves its own keys
/// and nobody else's (Karger et al., "Consistent Hashing and Random Trees", STOC 1997). Immutable; any thread.
///
/// Each owner stands on the ring at [#POINTS] places for each unit of its weight, as ketama does it (Last.fm, 2007),
/// and a key belongs to the owner of the first point at or after it. The shape is two parallel arrays, sorted by point:
///
///     points   long[]  places on the ring, 64 bits, signed order; the first follows the last
///     owners   int[]   whose point it is, as an index in [#owners]
///
/// Both hashes are SplitMix64 ([SplitMix64]): of a key, and of the numbers 0, 1, 2… of an owner's points, with FNV-1a
/// (Fowler, Noll, Vo; 64 bits, of the name in UTF-8) of its name for a seed. So the ring follows from names and weights
/// alone: nodes that know the same ones agree without talking.
///
/// With 128 points a unit of weight, the share of one of many equal owners deviates from the mean by about 9 %
/// (1 / √128, one standard deviation). 1,000 owners of weight 1 take 1.5 MB.
public final class Ring {
    /// Of an owner, for each unit of its weight.
    public static final int POINTS = 128;

    /// Of all owners together: 12,800,000 points, 150 MB.
    public static final int WEIGHT_MAX = 100_000;

    private static final long FNV_BASIS = 0xCBF2_9CE4_8422_2325L;
    private static final long FNV_PRIME = 0x0000_0100_0000_01B3L;

    private final SortedMap<String, Integer> weights;
    private final List<String> names;
    private final long[] points;
    private final int[] owners;

    private Ring(SortedMap<String, Integer> weights) {
        this.weights = Collections.unmodifiableSortedMap(weights);
        names = List.copyOf(weights.keySet());
        points = new long[total(weights) * POINTS];
        owners = new int[points.length];
        int filled = 0;
        for (var owner : weights.entrySet()) {
            long seed = seed(owner.getKey());
            for (int i = 0; i < owner.getValue() * POINTS; i++) {
                points[filled++] = point(seed, i);
            }
        }
        Arrays.sort(points);
        int index = 0;
        for (var owner : weights.entrySet()) {
            long seed = seed(owner.getKey());
            for (int i = 0; i < owner.getValue() * POINTS; i++) {
                owners[firstFrom(point(seed, i))] = index; // of equal points, the last name's: whoever else is there
            }
            index++;
        }
    }

    /// @param weights each 1 or more, together at most [#WEIGHT_MAX]: an owner with twice the weight of another gets
    ///     twice the keys
    /// @throws IllegalArgumentException without an owner, or with a weight outside of these limits
    public static Ring of(Map<String, Integer> weights) {
        return new Ring(new TreeMap<>(weights));
    }

    /// Their places in this list are what [#ownerOf] tells: sorted by name, in the order of `String`.
    public List<String> owners() {
        return names;
    }

    /// By name.
    public SortedMap<String, Integer> weights() {
        return weights;
    }

    /// A binary search: about 10 steps for 8 owners of weight 1, 17 for 1,000.
    /// @param key any number: keys need not be spread
    /// @return index in [#owners]
    public int ownerOf(long key) {
        return owners[firstFrom(SplitMix64.mixed(key))];
    }

    /// This ring and one owner more; or, where it has that owner, with another weight of it.
    /// @throws IllegalArgumentException for a weight below 1, or above what is left of [#WEIGHT_MAX]
    public Ring with(String owner, int weight) {
        var changed = new TreeMap<>(weights);
        changed.put(owner, weight);
        return new Ring(changed);
    }

    /// @throws IllegalArgumentException if it is no owner, or the last one
    public Ring without(String owner) {
        var changed = new TreeMap<>(weights);
        if (changed.remove(owner) == null) {
            throw new IllegalArgumentException("ring has no owner " + owner + ": it has " + names);
        }
        return new Ring(changed);
    }

    /// Of all keys there can be, the part that is each owner's: of the arcs that end at its points.
    /// @return by the order of [#owners], each above 0 and together 1
    public double[] shares() {
        var shares = new double[names.size()];
        long before = points[points.length - 1];
        for (int i = 0; i < points.length; i++) {
            shares[owners[i]] += unsigned(points[i] - before) / 0x1p64;
            before = points[i];
        }
        return shares;
    }

    /// @return of the first point at or after `place`
    private int firstFrom(long place) {
        int low = 0;
        int high = points.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (points[middle] < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == points.length ? 0 : low;
    }

    private static int total(Map<String, Integer> weights) {
        if (weights.isEmpty()) {
            throw new IllegalArgumentException("ring has no owner: name at least one");
        }
        long total = 0;
        for (var owner : weights.entrySet()) {
            if (owner.getValue() < 1) {
                throw new IllegalArgumentException(
                        "weight of " + owner.getKey() + " not 1 or more: " + owner.getValue());
            }
            total += owner.getValue();
        }
        if (total > WEIGHT_MAX) {
            throw new IllegalArgumentException("weights together not at most " + WEIGHT_MAX + ": " + total);
        }
        return (int) total;
    }

    private static long seed(String owner) {
        long hash = FNV_BASIS;
        for (byte octet : owner.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xFF)) * FNV_PRIME;
        }
        return hash;
    }

    private static long point(long seed, int number) {
        return SplitMix64.mixed(seed + number * SplitMix64.GAMMA);
    }

    private static double unsigned(long arc) {
        return arc >= 0 ? (double) arc : (double) (arc >>> 1) * 2;
    }
}
