package io.guildstorm.server.wire;

import io.guildstorm.server.model.UserId;
import java.util.ArrayList;
import java.util.List;

/// Who is meant by `<@id>`, `<@!id>`, `@everyone` or `@here` in a text. Pure.
public final class Mentions {
    private static final int DIGITS_MAX = 19;

    private Mentions() {}

    /// In the order of their first mention, each once; whether they exist is not looked at.
    public static List<UserId> in(String content) {
        int at = content.indexOf("<@");
        if (at < 0) {
            return List.of();
        }
        var found = new ArrayList<UserId>();
        for (; at >= 0; at = content.indexOf("<@", at + 2)) {
            long id = idAt(content, at + 2);
            if (id > 0 && !found.contains(new UserId(id))) {
                found.add(new UserId(id));
            }
        }
        return List.copyOf(found);
    }

    /// Whether [#in] finds anybody.
    public static boolean anyIn(String content) {
        return content.contains("<@") && !in(content).isEmpty();
    }

    /// Whether it names all who see the channel; `@here` does too, as only who is connected hears of it.
    public static boolean everyoneIn(String content) {
        return content.contains("@everyone") || content.contains("@here");
    }

    /// The id that begins at `start` and ends before `>`; 0: there is none.
    private static long idAt(String content, int start) {
        int from = start < content.length() && content.charAt(start) == '!' ? start + 1 : start;
        long id = 0;
        for (int i = from; i < content.length() && i - from <= DIGITS_MAX; i++) {
            char c = content.charAt(i);
            if (c == '>') {
                return i == from || id < 0 ? 0 : id;
            }
            if (c < '0' || c > '9') {
                return 0;
            }
            id = id * 10 + (c - '0');
        }
        return 0;
    }
}
