package io.guildstorm.reports.page;

import io.guildstorm.reports.chart.theme.Tone;
import io.guildstorm.reports.page.html.Html;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The one look of all pages: colours of the charts as variables, light and dark, and the style sheet.
final class PageStyle {
    /// To stand in a `style` element.
    static final Html CSS = new Html(palette() + resource("report.css"));

    private PageStyle() {}

    private static String palette() {
        StringBuilder light = new StringBuilder(":root{");
        StringBuilder dark = new StringBuilder("@media screen and (prefers-color-scheme:dark){:root{");
        for (Tone tone : Tone.values()) {
            light.append(tone.variable()).append(':').append(tone.light()).append(';');
            dark.append(tone.variable()).append(':').append(tone.dark()).append(';');
        }
        return light.append("}\n").append(dark).append("}}\n").toString();
    }

    /// A file that lies beside the classes of this package.
    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(PageStyle.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
