package io.guildstorm.reports.page.section;

import io.guildstorm.reports.page.html.FactTable;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.page.html.Say;
import io.guildstorm.reports.target.StormFigures;
import io.guildstorm.reports.target.StormFigures.Kind;
import io.guildstorm.reports.target.StormFigures.Returned;
import io.guildstorm.reports.target.StormFigures.Side;
import io.guildstorm.reports.target.StormFigures.Times;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// The sides of a storm, one beside the other: what those who were there throughout noticed, then who came and how.
final class StormTable {
    private final FactTable table;
    private final List<Side> sides;

    private StormTable(List<Side> sides) {
        this.table = SidesTable.table(sides.stream().map(Side::name).toList());
        this.sides = sides;
    }

    static String claim(Kind kind) {
        return switch (kind) {
            case SIGN_IN -> "A storm of sign-ins does not stall deliveries of those already there";
            case RETURN -> "When many come back at once, those who stayed do not wait, and nobody misses anything";
        };
    }

    static Html of(StormFigures figures) {
        StormTable all = new StormTable(figures.sides());
        all.delivery(figures.kind());
        switch (figures.kind()) {
            case SIGN_IN -> all.signIns();
            case RETURN -> all.returns();
        }
        SidesTable.row(
                all.table,
                "storm.grown",
                "growth of the server's memory",
                all.sides,
                side -> Say.bytes(side.grownBytes()));
        return Html.of(
                "<h3 id=\"sides\">Side by side</h3>{}<p>{}</p>",
                all.table.html(),
                "The server's CPU is all that its process used while the storm lasted: deliveries, sends and the compilers of"
                        + " a server that has just started too. Its memory is that of its whole process; sessions that are"
                        + " signed in stay in it.");
    }

    private void delivery(Kind kind) {
        String whom = kind == Kind.RETURN ? "delivery to those who stayed" : "delivery to those already there";
        times("storm.before", whom + ", before the storm", Side::before);
        times("storm.storm", "while it lasted", Side::storm);
        times("storm.after", kind == Kind.RETURN ? "when all were back" : "when all were in", Side::after);
    }

    private void signIns() {
        count("storm.newcomers", "newcomers", Side::comers);
        failed("of them not let in");
        times("storm.sign_in", "a sign-in, from when it was due", Side::took);
        pace("until the last was in, mean of the storms", "sign-ins a second");
    }

    private void returns() {
        count("storm.cut", "sessions that were cut", Side::comers);
        count("storm.resumed", "of them resumed", side -> of(side).resumed());
        count("storm.afresh", "of them started afresh", side -> of(side).afresh());
        count("storm.turned_away", "of those because their resume was refused", side -> of(side).turnedAway());
        count("storm.sequence_breaks", "dispatches out of sequence", side -> of(side).sequenceBreaks());
        count("storm.lookups", "sessions looked up by their ids", side -> of(side).lookups());
        count(
                "storm.lookups_elsewhere",
                "of them at another event loop than that of the new connection",
                side -> of(side).elsewhere());
        failed("of them not back");
        times("storm.away", "a client was away, from its cut", Side::took);
        pace("until the last was back, mean of the storms", "returns a second");
    }

    private static Returned of(Side side) {
        return side.returned() == null ? new Returned(0, 0, 0, 0, 0, 0) : side.returned();
    }

    private void count(String id, String name, ToLongFunction<Side> of) {
        SidesTable.row(table, id, name, sides, side -> Say.count(of.applyAsLong(side)));
    }

    private void failed(String name) {
        SidesTable.row(
                table,
                "storm.failed",
                name,
                sides,
                side -> side.failed() == 0 ? Say.count(0) : Html.text(String.join(", ", side.causes())));
    }

    private void pace(String until, String rate) {
        SidesTable.row(table, "storm.seconds", until, sides, side -> Say.seconds(side.stormS()));
        SidesTable.row(table, "storm.per_s", rate, sides, side -> Say.count(side.perSecond()));
        SidesTable.row(
                table, "storm.per_cpu_s", rate + " of the server's CPU", sides, side -> Say.count(side.perCpuSecond()));
    }

    private void times(String id, String name, Function<Side, Times> of) {
        SidesTable.row(
                table,
                id + ".p50_ms",
                name + ": median",
                sides,
                side -> Say.millis(of.apply(side).p50Ms()));
        SidesTable.row(
                table,
                id + ".p99_ms",
                "p99",
                sides,
                side -> Say.millis(of.apply(side).p99Ms()));
        SidesTable.row(
                table,
                id + ".max_ms",
                "longest",
                sides,
                side -> Say.millis(of.apply(side).maxMs()));
    }
}
