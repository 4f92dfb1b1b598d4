package io.guildstorm.reports.page.section;

import io.guildstorm.reports.page.html.FactTable;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.page.html.Say;
import io.guildstorm.reports.target.TypingFigures;
import io.guildstorm.reports.target.TypingFigures.Side;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// The sides of a typing storm, one beside the other: what the messages noticed, what was told, what must not be.
final class TypingTable {
    private final FactTable table;
    private final List<Side> sides;

    private TypingTable(List<Side> sides) {
        this.table = SidesTable.table(sides.stream().map(Side::name).toList());
        this.sides = sides;
    }

    static Html of(TypingFigures figures) {
        TypingTable all = new TypingTable(figures.sides());
        all.messages();
        all.told();
        all.rules();
        return Html.of(
                "<h3 id=\"sides\">Side by side</h3>{}<p>{}</p>",
                all.table.html(),
                "Times are of the channel's messages, from the intended send; typing is in none of them. A client shows"
                        + " somebody as typing for ten seconds after it was told so, or until that user's message comes; at"
                        + " rest what each shows is compared with who typed last and what they said since.");
    }

    private void messages() {
        row(
                "delivery_p50_ms",
                "delivery of messages, median",
                side -> Say.millis(side.messages().p50Ms()));
        row("delivery_p99_ms", "p99", side -> Say.millis(side.messages().p99Ms()));
        row("delivery_max_ms", "longest", side -> Say.millis(side.messages().maxMs()));
        row(
                "send_ack_p99_ms",
                "sends are answered, p99",
                side -> Say.millis(side.messages().ackP99Ms()));
        row(
                "server_cpu_s",
                "CPU of the server, judged parts",
                side -> Say.seconds(side.messages().serverCpuS()));
    }

    private void told() {
        count("typists", "members who type", Side::typists);
        count("posts", "what they asked to be told", side -> side.asked().posts());
        count(
                "posts_limited",
                "of these refused by the limit",
                side -> side.asked().limited());
        count(
                "dropped",
                "of these accepted and dropped, as messages wait",
                side -> side.told().dropped());
        count("events", "TYPING_STARTs that came of it", side -> side.told().events());
        count(
                "deliveries",
                "deliveries of these, over all sessions",
                side -> side.told().deliveries());
        row(
                "deliveries_per_s",
                "a second",
                side -> Say.count(Math.round(side.told().perSecond())));
        row(
                "bytes_per_s",
                "bytes a second",
                side -> Say.bytes(Math.round(side.told().bytesPerSecond())));
    }

    private void rules() {
        count("posts_hidden", "accepted of users who hide", side -> side.asked().hidden());
        count("told_of_hiding", "deliveries of it", side -> side.rules().ofHiding());
        count(
                "told_to_blind",
                "deliveries to members who may not see the channel",
                side -> side.rules().toBlind());
        count("views", "who each client shows, at rest", side -> side.rules().views());
        count("wrong", "of these wrong", side -> side.rules().wrong());
        count(
                "stored",
                "in the channel's history besides messages",
                side -> side.rules().stored());
    }

    private void count(String id, String name, ToLongFunction<Side> of) {
        row(id, name, side -> Say.count(of.applyAsLong(side)));
    }

    private void row(String id, String name, Function<Side, Html> cell) {
        SidesTable.row(table, "typing." + id, name, sides, cell);
    }
}
