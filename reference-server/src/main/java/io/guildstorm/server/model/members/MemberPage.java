package io.guildstorm.server.model.members;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Up to [#MAX] members by rising id, in columns of 18 bytes a member, and the texts of those who have one. Immutable.
///
/// What a text says is its caller's affair, but for its beginning: a first byte of bits, and if [#NICK] is among them,
/// the [NameSignature] of the nick in two bytes.
public final class MemberPage {
    /// Members of one page. A change copies its page, so that a smaller one is cheaper to change and more of them are
    /// dearer to list.
    public static final int MAX = 4_096;

    /// In the first byte of a text: the member has a name of its own in this guild.
    public static final byte NICK = 4;

    private static final byte[] NO_BYTES = {};

    final long[] ids;
    final long[] facts;
    final short[] signatures;

    /// Places of the members that have a text, rising; the text at `i` ends before `textEnds[i]`.
    final short[] textPlaces;

    final int[] textEnds;
    final byte[] texts;

    MemberPage(long[] ids, long[] facts, short[] signatures, short[] textPlaces, int[] textEnds, byte[] texts) {
        this.ids = ids;
        this.facts = facts;
        this.signatures = signatures;
        this.textPlaces = textPlaces;
        this.textEnds = textEnds;
        this.texts = texts.length == 0 ? NO_BYTES : texts;
    }

    /// At least 1.
    public int size() {
        return ids.length;
    }

    /// @param place 0 to [#size] - 1
    public long id(int place) {
        return ids[place];
    }

    /// Copies the first `count` ids to `at` of `target`.
    public void copyIds(int count, long[] target, int at) {
        System.arraycopy(ids, 0, target, at, count);
    }

    public long facts(int place) {
        return facts[place];
    }

    public short signature(int place) {
        return signatures[place];
    }

    /// A copy of the text; null: there is none.
    public byte @Nullable [] text(int place) {
        int text = Facts.hasText(facts[place]) ? textAt(place) : -1;
        return text < 0 ? null : Arrays.copyOfRange(texts, textStart(text), textEnds[text]);
    }

    /// Where `id` is, or minus one minus where it would be.
    ///
    /// Ids are given out by time, so their place is guessed from their size first. A guess that is far off
    /// costs little more than a search by halves.
    public int find(long id) {
        int last = ids.length - 1;
        if (id < ids[0]) {
            return -1;
        }
        if (id >= ids[last]) {
            return id == ids[last] ? last : -last - 2;
        }
        int guess = (int) ((double) (id - ids[0]) / (ids[last] - ids[0]) * last);
        int low;
        int high;
        int step = 4;
        if (ids[guess] <= id) {
            low = guess;
            high = guess + step;
            while (high < last && ids[high] <= id) {
                low = high;
                step <<= 1;
                high += step;
            }
            high = Math.min(high, last);
        } else {
            high = guess;
            low = guess - step;
            while (low > 0 && ids[low] > id) {
                high = low;
                step <<= 1;
                low -= step;
            }
            low = Math.max(low, 0);
        }
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (ids[middle] <= id) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return ids[low] == id ? low : -low - 2;
    }

    /// Adds to `places` where a name or nick may begin so: all that do, and few others.
    /// @param beginning in lower case
    public void candidates(String beginning, BitSet places) {
        int least = NameSignature.least(beginning);
        int greatest = NameSignature.greatest(beginning);
        matching(least, greatest, places);
        for (int text = 0; text < textPlaces.length; text++) {
            int start = textStart(text);
            if ((texts[start] & NICK) != 0) {
                int signature = ((texts[start + 1] & 0xFF) << 8) | (texts[start + 2] & 0xFF);
                if (signature >= least && signature <= greatest) {
                    places.set(textPlaces[text]);
                }
            }
        }
    }

    /// Adds to `places` where a text has this bit in its first byte.
    public void withText(int bit, BitSet places) {
        for (int text = 0; text < textPlaces.length; text++) {
            if ((texts[textStart(text)] & bit) != 0) {
                places.set(textPlaces[text]);
            }
        }
    }

    /// A method of its own: so the compiler keeps the loop tight.
    private void matching(int least, int greatest, BitSet places) {
        for (int place = 0; place < signatures.length; place++) {
            int signature = Short.toUnsignedInt(signatures[place]);
            if (signature >= least && signature <= greatest) {
                places.set(place);
            }
        }
    }

    /// The number of the first text at `place` or behind it.
    int textFrom(int place) {
        int found = textAt(place);
        return found < 0 ? -found - 1 : found;
    }

    private int textAt(int place) {
        return Arrays.binarySearch(textPlaces, (short) place);
    }

    int textStart(int text) {
        return text == 0 ? 0 : textEnds[text - 1];
    }

    /// Bytes of its columns and texts, without what the arrays themselves cost.
    public long bytes() {
        return 18L * ids.length + 6L * textPlaces.length + texts.length;
    }
}
