package io.guildstorm.reports.page.html;

import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A piece of HTML that may stand in a page as it is. Whatever else comes from a run — commands, paths, switches,
/// names of files — is hostile and becomes HTML only through [#of] or [#text], which escape it.
/// @param markup well-formed, with every element closed
public record Html(String markup) {
    public static final Html NONE = new Html("");

    /// Fills the gaps `{}` of a template, in order: [Html] and collections of it as they are, all else escaped.
    /// @param template written in the source, never made from data
    public static Html of(String template, @Nullable Object... values) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (Object value : values) {
            int gap = template.indexOf("{}", from);
            if (gap < 0) throw new IllegalArgumentException("more values than gaps: " + template);
            filled.append(template, from, gap).append(rendered(value));
            from = gap + 2;
        }
        if (template.indexOf("{}", from) >= 0) throw new IllegalArgumentException("more gaps than values: " + template);
        return new Html(filled.append(template.substring(from)).toString());
    }

    public static Html text(String text) {
        return new Html(escape(text));
    }

    public static Html join(Collection<Html> parts) {
        return new Html(parts.stream().map(Html::markup).collect(Collectors.joining()));
    }

    public boolean isEmpty() {
        return markup.isEmpty();
    }

    private static String rendered(@Nullable Object value) {
        return switch (value) {
            case null -> throw new IllegalArgumentException("unknown must be said, not left out");
            case Html html -> html.markup;
            case Collection<?> many -> many.stream().map(Html::rendered).collect(Collectors.joining());
            default -> escape(value.toString());
        };
    }

    /// Safe as text and in a quoted attribute. Characters that XML forbids become U+FFFD.
    private static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(allowed(c) ? c : 0xFFFD);
            }
        });
        return safe.toString();
    }

    private static boolean allowed(int c) {
        return c == '\n'
                || c == '\t'
                || (c >= 0x20 && c != 0x7F && !(c >= 0xD800 && c <= 0xDFFF) && c < 0xFFFE)
                || c >= 0x10000;
    }
}
