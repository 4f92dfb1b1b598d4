package io.guildstorm.reports.page.section;

import io.guildstorm.reports.page.html.FactTable;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.page.html.Say;
import io.guildstorm.reports.target.PresenceFigures;
import io.guildstorm.reports.target.PresenceFigures.Phase;
import io.guildstorm.reports.target.PresenceFigures.Side;
import io.guildstorm.reports.target.PresenceFigures.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The tables behind the charts of a presence storm, and how to read those.
final class PresenceTables {
    private PresenceTables() {}

    static Html seconds(PresenceFigures figures) {
        FactTable table = table("Statuses told in each second since the connecting began", figures, "phase");
        int seconds = figures.sides().stream()
                .mapToInt(side -> side.sent().perSecond().size())
                .max()
                .orElse(0);
        for (int second = 0; second < seconds; second++) {
            List<Html> cells = new ArrayList<>();
            for (Side side : figures.sides()) {
                List<Double> own = side.sent().perSecond();
                cells.add(Say.count(second < own.size() ? own.get(second) : null));
            }
            cells.add(Html.text(phase(figures, second + 0.5)));
            table.row(null, String.valueOf(second), cells.toArray(Html[]::new));
        }
        return table.html();
    }

    private static String phase(PresenceFigures figures, double at) {
        return String.join(
                ", ",
                figures.phases().stream()
                        .filter(phase -> at >= phase.fromS() && at < phase.toS())
                        .map(Phase::name)
                        .toList());
    }

    static Html sent(PresenceFigures figures) {
        FactTable table = table("What was sent, and what it cost, in all rounds of a side", figures, "naive ÷ judged");
        row(
                table,
                "changes",
                "changes of a status, made by the users",
                figures,
                Say::count,
                side -> side.sent().changes());
        row(
                table,
                "updates",
                "statuses told to sessions",
                figures,
                Say::count,
                side -> side.sent().updates());
        row(
                table,
                "dispatches",
                "dispatches that brought them",
                figures,
                Say::count,
                side -> side.sent().dispatches());
        row(
                table,
                "bytes",
                "bytes of their frames",
                figures,
                Say::bytes,
                side -> side.sent().bytes());
        row(
                table,
                "server_cpu_s",
                "CPU of the server",
                figures,
                PresenceTables::seconds,
                side -> side.sent().serverCpuS());
        row(
                table,
                "server_cpu_us_per_update",
                "of it, for each status told",
                figures,
                PresenceTables::micros,
                side -> side.sent().cpuUs());
        SortedSet<String> meters = new TreeSet<>();
        figures.sides().forEach(side -> meters.addAll(side.sent().meters().keySet()));
        for (String meter : meters)
            row(
                    table,
                    "meter." + meter,
                    "the server's own count: " + meter,
                    figures,
                    Say::count,
                    side -> side.sent().meters().get(meter));
        return table.html();
    }

    private static Html seconds(@Nullable Number seconds) {
        return Say.seconds(seconds == null ? null : (Double) seconds.doubleValue());
    }

    private static Html micros(@Nullable Number micros) {
        return Say.micros(micros == null ? null : (Double) micros.doubleValue());
    }

    private static void row(
            FactTable table,
            String id,
            String name,
            PresenceFigures figures,
            Function<@Nullable Number, Html> say,
            Function<Side, @Nullable Number> of) {
        List<Html> cells = new ArrayList<>();
        for (Side side : figures.sides()) cells.add(say.apply(of.apply(side)));
        Side naive = figures.naive();
        Side judged = figures.judged();
        cells.add(
                naive == null || judged == null
                        ? Say.unknown()
                        : Say.times(PresenceFigures.factor(of.apply(naive), of.apply(judged))));
        table.row("presence." + id, name, cells.toArray(Html[]::new));
    }

    static Html times(String id, PresenceFigures figures, Function<Side, Times> of) {
        FactTable table = table("How long, over all views and rounds of a side", figures);
        line(
                table,
                id + ".count",
                "how many",
                figures,
                side -> Say.count(of.apply(side).count()));
        line(
                table,
                id + ".p50_ms",
                "p50",
                figures,
                side -> Say.millis(of.apply(side).p50Ms()));
        line(
                table,
                id + ".p99_ms",
                "p99",
                figures,
                side -> Say.millis(of.apply(side).p99Ms()));
        line(
                table,
                id + ".max_ms",
                "longest",
                figures,
                side -> Say.millis(of.apply(side).maxMs()));
        if (id.equals("staleness"))
            line(
                    table,
                    "taken_back",
                    "differences that ended as the status came back to what was seen",
                    figures,
                    side -> Say.count(side.truth().takenBack()));
        else
            line(
                    table,
                    "recovery_ms",
                    "until the presence server that was killed knew its users again",
                    figures,
                    side -> Say.millis(side.truth().recoveryMs()));
        return table.html();
    }

    private static void line(
            FactTable table, String id, String name, PresenceFigures figures, Function<Side, Html> cell) {
        table.row("presence." + id, name, figures.sides().stream().map(cell).toArray(Html[]::new));
    }

    private static FactTable table(String caption, PresenceFigures figures, String... more) {
        List<String> columns = new ArrayList<>(List.of(""));
        figures.sides().forEach(side -> columns.add(side.name()));
        columns.addAll(List.of(more));
        return new FactTable(caption, columns.toArray(String[]::new));
    }

    /// @param chart its id
    static String how(String chart) {
        return switch (chart) {
            case "presence" ->
                "How to read it: above, both sides on one scale; below, the judged side on its own. Dotted lines mark what"
                        + " the users begin to do. Each status that a session was told counts, however many came together.";
            case "presence-savings" ->
                "How to read it: first the naive design, then each optimisation with all others off, then subscriptions with one"
                        + " more each time, and last all five. What an optimisation saves alone it need not save on top of others."
                        + " A time to live saves nothing, it is there to be right: who is back in time was never away.";
            case "presence-cost" ->
                "How to read it: the pale bar is what the naive side took, the strong one what the judged side took of it."
                        + " The naive side tells every session in every guild that it shares with a user, at once. CPU is that of the"
                        + " whole round: sign-ins, heartbeats and the compilers of a server just started too, which both sides have.";
            case "presence-staleness" ->
                "How to read it: the time from a change that stood until a watcher's view agreed, one value a view. What a"
                        + " debounce holds back is in it. Those whose connection was cut are not: nobody can know at once.";
            default ->
                "How to read it: the time for which somebody was seen who had said goodbye, had turned invisible or whose"
                        + " connection was cut, until the view said so or the user was back.";
        };
    }
}
