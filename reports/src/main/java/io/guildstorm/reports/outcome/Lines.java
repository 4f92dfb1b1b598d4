package io.guildstorm.reports.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Text of at most [#WIDTH] columns.
final class Lines {
    static final int WIDTH = 80;
    private static final int TAIL_AT = 71;

    /// A figure and its unit stay on one line.
    private static final Pattern UNIT = Pattern.compile(" (?=(%|ms|µs|×|s|cores?)([^a-z0-9]|$))");
    private static final char GLUE = '\u00a0';

    private final List<String> lines = new ArrayList<>();

    List<String> all() {
        return List.copyOf(lines);
    }

    /// Words after a head, broken where they do not fit; the rest is indented.
    void add(String head, String text, int indent) {
        StringBuilder line = new StringBuilder(head);
        boolean empty = true;
        for (String word : UNIT.matcher(text).replaceAll("" + GLUE).split(" ", -1)) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString().replace(GLUE, ' ').stripTrailing());
                line = new StringBuilder(" ".repeat(indent));
                empty = true;
            }
            if (!empty) line.append(' ');
            line.append(word);
            empty = false;
        }
        lines.add(line.toString().replace(GLUE, ' ').stripTrailing());
    }

    /// As [#add], with a word in a column at the right: `met`, `clean`.
    void add(String head, String text, int indent, String tail) {
        add(head, text, indent);
        String last = lines.removeLast();
        if (last.length() < TAIL_AT && TAIL_AT + tail.length() <= WIDTH) {
            lines.add(last + " ".repeat(TAIL_AT - last.length()) + tail);
        } else {
            lines.add(last);
            add(" ".repeat(indent), tail, indent);
        }
    }

    void blank() {
        lines.add("");
    }
}
