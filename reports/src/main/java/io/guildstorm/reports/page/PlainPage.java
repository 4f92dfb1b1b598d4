package io.guildstorm.reports.page;

import io.guildstorm.reports.page.html.Html;
import java.util.List;

/// What stands around the content of a page that asks the network for nothing and holds no script.
final class PlainPage {
    private PlainPage() {}

    /// @param title without the name of the product
    /// @param parts what the links lead to, for who does not see them
    /// @param links items of a list
    static Html of(String title, String parts, List<Html> links, Html masthead, List<Html> sections) {
        return Html.of("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="generator" content="Guildstorm"/>
                <title>{} · Guildstorm</title>
                <style>
                {}</style>
                </head>
                <body>
                <div class="page">
                <nav aria-label="{}"><ol>
                {}</ol></nav>
                <main>
                {}{}</main>
                </div>
                </body>
                </html>
                """, title, PageStyle.CSS, parts, links, masthead, sections);
    }
}
