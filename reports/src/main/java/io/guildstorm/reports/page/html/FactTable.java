package io.guildstorm.reports.page.html;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table of figures, each row of which may be pointed at. **Owner:** the thread that fills it.
public final class FactTable {
    private final String caption;
    private final List<String> columns;
    private final List<Html> rows = new ArrayList<>();

    /// @param columns headings; the first is of the rows' names; none for a table of names and figures
    public FactTable(String caption, String... columns) {
        this.caption = caption;
        this.columns = List.of(columns);
    }

    /// @param id anchor, as the figure's path in `run.json`; null: the row is not pointed at
    public FactTable row(@Nullable String id, Html name, Html... cells) {
        List<Html> tds = new ArrayList<>();
        for (Html cell : cells) tds.add(Html.of("<td>{}</td>", cell));
        rows.add(
                id == null
                        ? Html.of("<tr><th scope=\"row\">{}</th>{}</tr>\n", name, tds)
                        : Html.of("<tr id=\"{}\"><th scope=\"row\">{}{}</th>{}</tr>\n", id, name, anchor(id), tds));
        return this;
    }

    public FactTable row(@Nullable String id, String name, Html... cells) {
        return row(id, Html.text(name), cells);
    }

    private static Html anchor(String id) {
        return Html.of("<a class=\"anchor\" href=\"#{}\" aria-label=\"link to this figure\">#</a>", id);
    }

    public Html html() {
        List<Html> headings = columns.stream()
                .map(column -> Html.of("<th scope=\"col\">{}</th>", column))
                .toList();
        Html head = columns.isEmpty() ? Html.NONE : Html.of("<thead><tr>{}</tr></thead>", headings);
        return Html.of(
                "<div class=\"scroll\" tabindex=\"0\"><table{}><caption>{}</caption>{}<tbody>\n{}</tbody></table></div>\n",
                columns.isEmpty() ? new Html(" class=\"facts\"") : Html.NONE,
                caption,
                head,
                rows);
    }
}
