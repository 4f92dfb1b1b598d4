package io.guildstorm.scenarios.check;

import java.util.Arrays;

/// A set of message numbers: a bit each, from the first that was added, so that a session that comes late pays only
/// for what it could see. Not thread-safe.
final class NumberSet {
    private static final long[] EMPTY = {};

    private int firstWord;
    private long[] words = EMPTY;

    /// @return false: it was in the set before
    boolean add(int number) {
        int word = number >>> 6;
        if (words.length == 0) {
            firstWord = word;
            words = new long[1];
        }
        if (word < firstWord) growDown(word);
        int at = word - firstWord;
        if (at >= words.length) words = Arrays.copyOf(words, Math.max(at + 1, words.length + (words.length >> 1) + 1));
        long bit = 1L << number;
        boolean fresh = (words[at] & bit) == 0;
        words[at] |= bit;
        return fresh;
    }

    void remove(int number) {
        int at = (number >>> 6) - firstWord;
        if (at >= 0 && at < words.length) words[at] &= ~(1L << number);
    }

    boolean contains(int number) {
        return (word(number >>> 6) & 1L << number) != 0;
    }

    /// How many of `wanted` are not in this set.
    long missingOf(NumberSet wanted) {
        long missing = 0;
        for (int i = 0; i < wanted.words.length; i++) {
            missing += Long.bitCount(wanted.words[i] & ~word(wanted.firstWord + i));
        }
        return missing;
    }

    int size() {
        int size = 0;
        for (long word : words) size += Long.bitCount(word);
        return size;
    }

    private long word(int index) {
        int at = index - firstWord;
        return at >= 0 && at < words.length ? words[at] : 0;
    }

    private void growDown(int word) {
        long[] grown = new long[words.length + firstWord - word];
        System.arraycopy(words, 0, grown, firstWord - word, words.length);
        words = grown;
        firstWord = word;
    }
}
