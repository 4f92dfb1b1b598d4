package io.guildstorm.reports.page;

import io.guildstorm.reports.chart.output.Card;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.page.html.Words;
import io.guildstorm.reports.page.section.RunData;
import io.guildstorm.reports.page.section.Section;
import io.guildstorm.reports.page.section.Sections;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// `report.html`: one file that asks the network for nothing. Its one script only copies; all else works without. It
/// is well-formed XML as well, so that a test reads it with a strict parser.
final class ReportPage {
    private static final String SCRIPT = PageStyle.resource("report.js");

    private ReportPage() {}

    static Html of(RunData run) {
        Masthead masthead = new Masthead(run.record());
        boolean card = run.has("charts/card.png");
        List<Html> links = new ArrayList<>();
        List<Html> sections = new ArrayList<>();
        int number = 1;
        for (Section section : Sections.of(run)) {
            links.add(Html.of("<li><a href=\"#{}\">{}</a></li>\n", section.id(), section.title()));
            sections.add(section(section, number++, run));
        }
        return Html.of(
                """
                <!DOCTYPE html>
                <html lang="en">
                {}<body>
                <a class="skip" href="#{}">Skip to the figures</a>
                <div class="page">
                <nav aria-label="Sections"><ol>
                {}</ol></nav>
                <main>
                {}{}<section class="part" id="words" aria-labelledby="words-title"><h2 id="words-title">Words</h2>{}</section>
                </main>
                </div>
                <textarea id="markdown" hidden="" readonly="" aria-hidden="true">{}</textarea>
                <script>{}</script>
                </body>
                </html>
                """,
                head(run, masthead, card),
                Sections.of(run).getFirst().id(),
                links,
                masthead.html(card),
                sections,
                Words.list(),
                "\n" + MarkdownSummary.of(run.record()),
                new Html(SCRIPT));
    }

    private static Html section(Section section, int number, RunData run) {
        return Html.of(
                """
                <section class="part" id="{}" aria-labelledby="{}-title">
                <h2 id="{}-title"><span class="number">{}</span> {} <a class="anchor" href="#{}" aria-label="link to this section">#</a></h2>
                {}</section>
                """,
                section.id(),
                section.id(),
                section.id(),
                number,
                section.title(),
                section.id(),
                section.body(run));
    }

    private static Html head(RunData run, Masthead masthead, boolean card) {
        return Html.of(
                """
                <head>
                <meta charset="utf-8"/>
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{}'"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="generator" content="Guildstorm"/>
                <meta name="description" content="{}"/>
                <meta property="og:type" content="article"/>
                <meta property="og:title" content="{}"/>
                <meta property="og:description" content="{}"/>
                {}<title>{}: {} · Guildstorm</title>
                <style>
                {}</style>
                </head>
                """,
                hash(SCRIPT),
                masthead.headline(),
                "Guildstorm " + run.record().scenario() + ": " + masthead.verdict(),
                masthead.headline(),
                card ? preview(masthead) : Html.NONE,
                run.record().scenario(),
                masthead.verdict(),
                PageStyle.CSS);
    }

    private static Html preview(Masthead masthead) {
        return Html.of("""
                <meta property="og:image" content="charts/card.png"/>
                <meta property="og:image:width" content="{}"/>
                <meta property="og:image:height" content="{}"/>
                <meta property="og:image:alt" content="{}"/>
                <meta name="twitter:card" content="summary_large_image"/>
                """, Card.WIDTH, Card.HEIGHT, masthead.headline());
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
