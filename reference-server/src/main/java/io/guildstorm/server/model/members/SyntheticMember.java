package io.guildstorm.server.model.members;

import static io.guildstorm.server.model.hash.SplitMix64.mixed;

/// Members that are made from a seed, to fill a guild: their ids are spread over ten years, and their names follow from
/// their ids, so that no name is kept for them. Pure.
///
/// They bear the worker number [#WORKER], which no node gives its own ids.
public final class SyntheticMember {
    /// In the worker and process bits of their ids.
    public static final int WORKER = 1_023;

    /// Milliseconds over which their ids are spread, from 2015 on.
    private static final long SPAN = 10L * 365 * 24 * 60 * 60 * 1_000;

    private static final int TIME_SHIFT = 22;
    private static final int WORKER_SHIFT = 12;
    private static final int SEQUENCE = (1 << WORKER_SHIFT) - 1;
    private static final char[] CONSONANTS = "bcdfghjklmnprstvz".toCharArray();
    private static final char[] VOWELS = "aeiou".toCharArray();

    private SyntheticMember() {}

    /// Rises with `place`.
    /// @param place 0 to `count` - 1
    /// @param count of all that are made with this seed, up to 100,000,000
    public static long id(long seed, int place, int count) {
        long gap = SPAN / count;
        long chance = mixed(seed ^ mixed(place));
        long time = 1 + place * gap + Long.remainderUnsigned(chance >>> 16, gap);
        return (time << TIME_SHIFT) | ((long) WORKER << WORKER_SHIFT) | (chance & SEQUENCE);
    }

    public static boolean is(long id) {
        return ((id >>> WORKER_SHIFT) & WORKER) == WORKER;
    }

    /// 6 to 11 letters and digits in lower case; a handful of others may have the same.
    public static String name(long id) {
        long chance = mixed(id);
        var name = new StringBuilder(11);
        for (int syllables = 2 + (int) (chance & 1); syllables > 0; syllables--) {
            chance >>>= 5;
            name.append(CONSONANTS[(int) Long.remainderUnsigned(chance, CONSONANTS.length)]);
            chance >>>= 5;
            name.append(VOWELS[(int) Long.remainderUnsigned(chance, VOWELS.length)]);
        }
        return name.append(chance & 0x3FFF).toString();
    }

    /// Of its name, without building it.
    static short signature(long id) {
        long chance = mixed(id) >>> 5;
        char first = CONSONANTS[(int) Long.remainderUnsigned(chance, CONSONANTS.length)];
        chance >>>= 5;
        char second = VOWELS[(int) Long.remainderUnsigned(chance, VOWELS.length)];
        chance >>>= 5;
        char third = CONSONANTS[(int) Long.remainderUnsigned(chance, CONSONANTS.length)];
        return NameSignature.of(first, second, third);
    }
}
