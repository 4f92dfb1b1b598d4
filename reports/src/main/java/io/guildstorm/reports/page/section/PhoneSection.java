package io.guildstorm.reports.page.section;

import io.guildstorm.reports.chart.Chart;
import io.guildstorm.reports.chart.PhoneChart;
import io.guildstorm.reports.chart.PhoneChart.Frame;
import io.guildstorm.reports.chart.PhoneChart.Row;
import io.guildstorm.reports.chart.theme.Units;
import io.guildstorm.reports.page.html.FactTable;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.page.html.Say;
import io.guildstorm.reports.target.PhoneFigures;
import io.guildstorm.reports.target.PhoneFigures.Policy;
import io.guildstorm.reports.target.PhoneFigures.Received;
import io.guildstorm.reports.target.PhoneFigures.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Phones with their screens off: how often presence wakes them, and what they receive of it.
final class PhoneSection implements Section {
    private static final Frame AWAKE = new Frame(
            "presence-phone",
            "For how long does presence keep a sleeping phone awake?",
            "minutes of an hour in which its radio is awake",
            1,
            Units::count);
    private static final Frame BYTES = new Frame(
            "presence-phone-bytes",
            "And how much does it receive?",
            "kB an hour",
            1_000,
            value -> Units.count(value / 1e3));

    @Override
    public String id() {
        return "presence";
    }

    @Override
    public String title() {
        return "What wakes a phone whose screen is off?";
    }

    @Override
    public List<Chart> charts(RunData run) {
        PhoneFigures figures = PhoneFigures.of(run.record().experiment());
        if (figures == null) return List.of();
        List<Row> awake = new ArrayList<>();
        List<Row> bytes = new ArrayList<>();
        for (Policy policy : figures.policies()) {
            Received received = policy.received();
            Double minutes = received.awakeMinutes();
            Double wakeUps = received.perHour(received.wakeUps());
            Double perHour = received.perHour(received.bytes());
            if (minutes == null || wakeUps == null || perHour == null) continue;
            awake.add(new Row(
                    policy.name(),
                    minutes,
                    Units.digits(minutes, 3) + "\u00a0min, " + Units.digits(wakeUps, 3) + "\u00a0wake-ups"));
            bytes.add(new Row(policy.name(), perHour, kilobytes(perHour)));
        }
        if (awake.isEmpty()) return List.of();
        String subtitle = run.record().scenario() + ": " + figures.load();
        return List.of(
                PhoneChart.of(AWAKE, subtitle, words(awake, "of an hour"), awake),
                PhoneChart.of(BYTES, subtitle, words(bytes, "an hour"), bytes));
    }

    private static String kilobytes(double bytes) {
        return Units.digits(bytes / 1e3, 3) + "\u00a0kB";
    }

    private static String words(List<Row> rows, String of) {
        return "What one phone has " + of + ": "
                + String.join(
                        "; ",
                        rows.stream()
                                .map(row -> row.policy() + " " + row.text())
                                .toList())
                + ".";
    }

    @Override
    public Html body(RunData run) {
        PhoneFigures figures = PhoneFigures.of(run.record().experiment());
        List<Chart> charts = charts(run);
        if (figures == null || charts.isEmpty()) return ChartFigure.missing("No policy was played to its end.");
        List<Html> parts = new ArrayList<>();
        for (Chart chart : charts) {
            boolean awake = chart.id().equals(AWAKE.id());
            parts.add(Html.of(
                    "<h3>{}</h3>{}",
                    chart.title(),
                    ChartFigure.of(
                            chart,
                            Html.of(
                                    "<p>{}</p><p class=\"how\">{}</p>",
                                    chart.description(),
                                    awake ? radio(figures.setting()) : bytes(figures.setting())),
                            awake ? table(figures) : Html.NONE)));
        }
        return Html.join(parts);
    }

    private static String radio(Setting setting) {
        return "How to read it: a radio is awake from when something comes until %s s after the last thing that came; what comes"
                        .formatted(Units.digits(setting.tailS(), 3))
                + (" while it sleeps is a wake-up. A phone that is told all the time has few wake-ups, as it never sleeps. The run"
                                + " went %s × as fast as life, users, debounce, window and radio alike, and all figures are those of life,"
                                + " scaled to an hour. Heartbeats are not in them: they alone wake a phone %s times an hour.")
                        .formatted(Units.count(setting.pace()), Units.digits(setting.heartbeatsPerHour(), 3));
    }

    private static String bytes(Setting setting) {
        return "How to read it: bytes of the frames that brought statuses, as the phones read them, scaled from what was measured to"
                + " an hour of life; what TCP, TLS and the radio add is not in them. That each user changes its status %s times an"
                        .formatted(Units.digits(setting.changesPerHour(), 3))
                + " hour, and every fourth time takes it back at once, is assumed: bytes grow in proportion to it.";
    }

    private static Html table(PhoneFigures figures) {
        FactTable table = new FactTable(
                "What one phone has in an hour of life, and what was measured",
                "",
                "wake-ups an hour",
                "awake, minutes an hour",
                "bytes an hour",
                "frames an hour",
                "statuses an hour",
                "measured: hours of all phones",
                "wake-ups in them",
                "views wrong at rest");
        for (Policy policy : figures.policies()) {
            Received received = policy.received();
            table.row(
                    "presence_phone." + policy.name(),
                    policy.name(),
                    digits(received, Received::wakeUps),
                    number(received.awakeMinutes()),
                    Say.bytes(received.perHour(received.bytes())),
                    digits(received, Received::frames),
                    digits(received, Received::updates),
                    number(received.phoneS() / 3_600),
                    Say.count(received.wakeUps()),
                    Html.text(wrong(policy)));
        }
        return table.html();
    }

    private static String wrong(Policy policy) {
        return policy.views() == 0
                ? "none is shown"
                : Units.count(policy.wrong()) + " of " + Units.count(policy.views());
    }

    private static Html digits(Received received, Function<Received, Long> count) {
        return number(received.perHour(count.apply(received)));
    }

    private static Html number(@Nullable Double value) {
        return value == null ? Say.unknown() : Html.text(Units.digits(value, 3));
    }

    /// What stands where other runs have the audit of their deliveries.
    static Html views(PhoneFigures figures) {
        List<Html> all = new ArrayList<>();
        for (Policy policy : figures.policies()) {
            if (policy.views() == 0) continue;
            all.add(PresenceSection.views(policy.name(), policy.judged(), policy.wrong(), policy.views()));
        }
        return Html.join(all);
    }
}
