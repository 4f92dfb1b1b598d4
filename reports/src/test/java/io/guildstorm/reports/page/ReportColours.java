package io.guildstorm.reports.page;

import org.w3c.dom.Element;

/// Whether a chart in a page has a colour of its own where the page's must be.
final class ReportColours {
    private ReportColours() {}

    static boolean literalTone(Element element) {
        return element.getAttribute("fill").startsWith("rgb(")
                || element.getAttribute("stroke").startsWith("rgb(");
    }
}
