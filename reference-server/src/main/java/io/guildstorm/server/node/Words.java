package io.guildstorm.server.node;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Choices and near misses in sentences. Pure.
final class Words {
    private Words() {}

    /// `direct or relay`, `io_uring, epoll or nio`.
    static String choice(List<String> words) {
        if (words.size() < 2) {
            return String.join("", words);
        }
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }

    /// ` Did you mean relay?`, or nothing when no word is near.
    static String didYouMean(String given, Collection<String> words) {
        return words.stream()
                .min(Comparator.comparingInt((String word) -> distance(given, word)))
                .filter(nearest -> distance(given, nearest) <= Math.max(1, nearest.length() / 3))
                .map(nearest -> " Did you mean " + nearest + "?")
                .orElse("");
    }

    /// How many letters have to be changed, added or left out.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
