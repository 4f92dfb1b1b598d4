package io.guildstorm.server.memberlist;

import java.util.Locale;

/// An entry of a [RankTree]: by group, then by name in lower case, then by id. Pure.
///
/// The group and the first nine characters are packed into one long, so that most comparisons need no name. Letters,
/// digits and a few signs have a code of their own there; all others share one with their neighbours, and end what is
/// packed: names that differ behind them have the same key, and are compared as a whole.
/// @param key 9 bits of group, nine times 6 bits of name; never negative
/// @param name in lower case
record Ranked(long key, String name, long id) implements Comparable<Ranked> {
    /// Groups are numbered below this.
    static final int GROUPS = 1 << 9;

    private static final int CHARACTERS = 9;
    private static final int BITS = 6;
    private static final int NAME_BITS = CHARACTERS * BITS;

    /// @param group 0 to [#GROUPS] - 1, the first one listed first
    /// @param shown in any case
    static Ranked of(int group, String shown, long id) {
        String folded = shown.toLowerCase(Locale.ROOT);
        return new Ranked(keyOf(group, folded), folded, id);
    }

    static long keyOf(int group, String folded) {
        long key = group;
        int left = CHARACTERS;
        for (int i = 0; i < folded.length() && left > 0; i++) {
            char c = folded.charAt(i);
            key = (key << BITS) | code(c);
            left--;
            if (!hasOwnCode(c)) {
                break;
            }
        }
        return key << (left * BITS);
    }

    static int groupOf(long key) {
        return (int) (key >>> NAME_BITS);
    }

    int group() {
        return groupOf(key);
    }

    /// 1 to 62, never falling from a character to the next; 0 is the end of the name.
    private static int code(char c) {
        if (c >= 'a' && c <= 'z') {
            return 20 + c - 'a';
        }
        if (c >= '0' && c <= '9') {
            return 7 + c - '0';
        }
        if (c >= 0x80) {
            return 47 + (c >>> 12);
        }
        return switch (c) {
            case ' ' -> 2;
            case '-' -> 4;
            case '.' -> 5;
            case '/' -> 6;
            case '_' -> 18;
            case '`' -> 19;
            default -> between(c);
        };
    }

    private static int between(char c) {
        if (c < ' ') {
            return 1;
        }
        if (c < '-') {
            return 3;
        }
        return c < '_' ? 17 : 46;
    }

    private static boolean hasOwnCode(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == ' '
                || c == '-'
                || c == '.'
                || c == '/'
                || c == '_'
                || c == '`';
    }

    @Override
    public int compareTo(Ranked other) {
        int byKey = Long.compare(key, other.key);
        if (byKey != 0) {
            return byKey;
        }
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : Long.compare(id, other.id);
    }
}
