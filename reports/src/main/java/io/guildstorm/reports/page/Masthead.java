package io.guildstorm.reports.page;

import io.guildstorm.reports.chart.theme.Tone;
import io.guildstorm.reports.chart.theme.Units;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.record.Machine;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Tool;
import io.guildstorm.reports.record.Verdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What stands over a report: what it is of, the verdict with its reasons, the sentence.
record Masthead(RunRecord record) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    String headline() {
        String headline = record.headline();
        return headline == null ? record.scenario() + ": the run ended before there was a result." : headline;
    }

    /// In capitals.
    String verdict() {
        Verdict verdict = record.verdict();
        return verdict == null ? "NO VERDICT" : verdict.name();
    }

    Tone tone() {
        return switch (record.verdict()) {
            case PASS -> Tone.GOOD;
            case FAIL -> Tone.BAD;
            case INVALID -> Tone.MUTED;
            case null -> Tone.MUTED;
        };
    }

    /// Machine and day.
    String where() {
        List<String> parts = new ArrayList<>();
        Machine machine = record.machine();
        if (machine != null) {
            if (machine.cpuModel() != null) parts.add(machine.cpuModel());
            if (machine.cores() != null) parts.add(machine.cores() + (machine.cores() == 1 ? " core" : " cores"));
            if (machine.memoryBytes() != null) parts.add(Units.bytes(machine.memoryBytes()));
        }
        day(parts);
        return String.join(" · ", parts);
    }

    private void day(List<String> parts) {
        Instant started = record.started();
        if (started != null) parts.add(DAY.format(started));
    }

    private String what() {
        List<String> parts = new ArrayList<>(List.of("Guildstorm", record.scenario()));
        day(parts);
        Machine machine = record.machine();
        if (machine != null && machine.cores() != null) parts.add(machine.cores() + " cores");
        Tool tool = record.tool();
        if (tool != null && tool.git() != null) {
            String commit = tool.git().commit();
            parts.add("commit " + commit.substring(0, Math.min(10, commit.length()))
                    + (tool.git().dirty() ? " with changes" : ""));
        }
        return String.join(" · ", parts);
    }

    Html html(boolean card) {
        return Html.of(
                """
                <header class="masthead">
                <p class="what"><span>{}</span> <strong class="verdict {}" id="verdict-word">{}</strong></p>
                <h1 id="headline">{}</h1>
                {}<p class="actions"><button type="button" id="copy" hidden="">Copy as Markdown</button>{}</p>
                </header>
                """,
                what(),
                record.verdict() == null ? "none" : record.verdict().word(),
                verdict(),
                headline(),
                reasons(),
                card ? Html.of(" <a href=\"charts/card.png\">Picture for a link</a>") : Html.NONE);
    }

    private Html reasons() {
        if (record.reasons().isEmpty()) return Html.NONE;
        List<Html> items = record.reasons().stream().map(Masthead::reason).toList();
        return Html.of("<ul class=\"reasons\" id=\"reasons\">\n{}</ul>\n", items);
    }

    private static Html reason(Reason reason) {
        List<Html> more = new ArrayList<>();
        Reason.Evidence evidence = reason.evidence();
        if (evidence != null) {
            if (evidence.when() != null) more.add(line("when", evidence.when()));
            more.add(line("why", evidence.why() == null ? "not found: see the seconds below" : evidence.why()));
            if (evidence.attempt() != null) more.add(line("try", evidence.attempt()));
            evidence.examples().forEach(example -> more.add(line("seen", example)));
        }
        return Html.of(
                "<li><strong>{}</strong> <code>{}</code>{}</li>\n",
                reason.text(),
                reason.code(),
                more.isEmpty() ? Html.NONE : Html.of("<dl>{}</dl>", more));
    }

    private static Html line(String name, String text) {
        return Html.of("<dt>{}</dt><dd>{}</dd>", name, text);
    }
}
