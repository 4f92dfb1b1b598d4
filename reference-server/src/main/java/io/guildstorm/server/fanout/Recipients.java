package io.guildstorm.server.fanout;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A set of recipients that is walked by index: an array without holes, and a hash table of places in it, so that
/// joining and leaving cost the same at 10 and at 15,000. Removing moves the last one into the gap: the order is no
/// one's business. Recipients are told apart by identity.
///
/// **Owner:** whoever holds it, one thread at a time.
final class Recipients {
    private static final int FEWEST_PLACES = 8;
    private static final int FREE = 0;

    private @Nullable Recipient[] places = new Recipient[FEWEST_PLACES];
    private int size;
    /// Place + 1 of a recipient, at its hash or behind it; a power of two long, at most half full.
    private int[] table = new int[2 * FEWEST_PLACES];

    int size() {
        return size;
    }

    Recipient get(int place) {
        return Objects.requireNonNull(places[place]);
    }

    /// False: it was there.
    boolean add(Recipient one) {
        if (table[entryOf(one)] != FREE) {
            return false;
        }
        if (size == places.length) {
            places = Arrays.copyOf(places, 2 * size);
            rehash();
        }
        places[size++] = one;
        table[entryOf(one)] = size;
        return true;
    }

    /// False: it was not there.
    boolean remove(Recipient one) {
        int entry = entryOf(one);
        if (table[entry] == FREE) {
            return false;
        }
        int gap = table[entry] - 1;
        free(entry);
        var last = get(--size);
        if (gap != size) {
            table[entryOf(last)] = gap + 1;
            places[gap] = last;
        }
        places[size] = null;
        return true;
    }

    /// Where the table has `one`, or the free entry where it would be put.
    @SuppressWarnings("ReferenceEquality") // identity is what is meant
    private int entryOf(Recipient one) {
        int mask = table.length - 1;
        int entry = home(one);
        while (table[entry] != FREE && places[table[entry] - 1] != one) {
            entry = (entry + 1) & mask;
        }
        return entry;
    }

    /// Frees an entry and closes the gap in what was put behind it, so that a search may stop at a free entry.
    private void free(int entry) {
        int mask = table.length - 1;
        int gap = entry;
        for (int next = (gap + 1) & mask; table[next] != FREE; next = (next + 1) & mask) {
            int home = home(get(table[next] - 1));
            if (((next - home) & mask) >= ((next - gap) & mask)) {
                table[gap] = table[next];
                gap = next;
            }
        }
        table[gap] = FREE;
    }

    private void rehash() {
        table = new int[2 * places.length];
        for (int place = 0; place < size; place++) {
            table[entryOf(get(place))] = place + 1;
        }
    }

    private int home(Recipient one) {
        return ((System.identityHashCode(one) * 0x9E37_79B9) >>> 1) & (table.length - 1);
    }
}
