package io.guildstorm.reports.page.section;

import io.guildstorm.reports.chart.theme.Units;
import io.guildstorm.reports.page.html.FactTable;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.record.Claim;
import io.guildstorm.reports.record.Cost;
import io.guildstorm.reports.record.Headroom;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.RunRecord;
import java.util.ArrayList;
import java.util.List;

/// What to say when somebody asks, and what would make it untrue.
final class MinuteSection implements Section {
    @Override
    public String id() {
        return "minute";
    }

    @Override
    public String title() {
        return "Say it in one minute";
    }

    @Override
    public Html body(RunData run) {
        RunRecord record = run.record();
        FactTable table = new FactTable(
                "Each claim with its figure", "claim", "measured here", "the guide says", "what flips it");
        int rows = SidesTable.claim(table, record)
                + delivery(table, record)
                + durable(table, record)
                + spread(table, record)
                + cost(table, record);
        Html claims = claims(record.claims());
        if (rows == 0 && claims.isEmpty())
            return ChartFigure.missing("The run has no figure that a claim could rest on.");
        Html spoken = Html.of("<blockquote id=\"spoken\"><p>{}</p></blockquote>", spoken(run));
        return Html.of("{}{}{}", spoken, rows == 0 ? Html.NONE : table.html(), claims);
    }

    private static String spoken(RunData run) {
        RunRecord record = run.record();
        List<String> sentences = new ArrayList<>();
        if (record.headline() != null) sentences.add(record.headline());
        Quantiles ack = record.latency().sendAck();
        if (ack != null && ack.p99Ms() != null) {
            sentences.add("A sender had its answer, the message safely on disk, within " + Units.millis(ack.p99Ms())
                    + " at p99.");
        }
        Quantiles spread = record.latency().spread();
        if (spread != null && spread.p50Ms() != null) {
            sentences.add("Between the first and the last reader of a message lay " + Units.millis(spread.p50Ms())
                    + " in the median.");
        }
        Headroom headroom = record.headroom();
        if (headroom != null) sentences.add(HeadroomSection.words(run));
        sentences.add("All on one machine" + (loopback(record) ? ", over loopback" : "")
                + ": what a real network adds comes on top.");
        return String.join(" ", sentences);
    }

    private static boolean loopback(RunRecord record) {
        return record.machine() != null && "loopback".equals(record.machine().network());
    }

    private static int delivery(FactTable table, RunRecord record) {
        Quantiles delivery = record.latency().delivery();
        boolean judged = !record.targets().isEmpty(); // a scenario that asks for something else is tuned for that
        if (delivery == null || delivery.p99Ms() == null || !judged) return 0;
        table.row(
                "claim-delivery",
                "One busy channel reaches everybody in time",
                Html.of("p99 {} for {} deliveries", Units.millis(delivery.p99Ms()), Units.count(delivery.count())),
                Html.text("under 100 ms (Discord), under 500 ms (Slack)"),
                Html.text(flip(record)));
        return 1;
    }

    private static String flip(RunRecord record) {
        Headroom headroom = record.headroom();
        if (headroom == null || headroom.missedAt() == null) return "more sessions or bursts than were tried here";
        return Units.count(headroom.missedAt()) + " " + headroom.axis() + " on this machine";
    }

    private static int durable(FactTable table, RunRecord record) {
        Quantiles ack = record.latency().sendAck();
        if (ack == null || ack.p99Ms() == null) return 0;
        table.row(
                "claim-durable",
                "A send is answered only when it is safe on disk, and that is affordable",
                Html.of("p99 {} until the answer", Units.millis(ack.p99Ms())),
                Html.text("send by HTTP POST: a crash loses nothing acknowledged"),
                Html.text("a disk whose sync is slow"));
        return 1;
    }

    private static int spread(FactTable table, RunRecord record) {
        Quantiles spread = record.latency().spread();
        if (spread == null || spread.p50Ms() == null) return 0;
        table.row(
                "claim-spread",
                "Fan-out is what takes the time, not the write",
                Html.of(
                        "{} from first to last reader, median, our receivers' queue included",
                        Units.millis(spread.p50Ms())),
                Html.text("fan-out of a large channel is the bottleneck; relays share it"),
                Html.text("few readers, or a slower store"));
        return 1;
    }

    private static int cost(FactTable table, RunRecord record) {
        Cost cost = record.cost();
        if (cost == null || cost.relativeToBareSend() == null) return 0;
        table.row(
                "claim-cost",
                "Encoded once, most of what a delivery costs is the socket write",
                Html.of(
                        "{} × the bare socket write, which is {} of it",
                        Units.digits(cost.relativeToBareSend(), 3),
                        Units.percent(1 / cost.relativeToBareSend())),
                Html.text("–"),
                Html.text("encoding or compressing for each session; very low rates, where fixed costs show"));
        return 1;
    }

    private static Html claims(List<Claim> claims) {
        if (claims.isEmpty()) return Html.NONE;
        FactTable table = new FactTable("Claims that this run tested", "claim", "expected", "outcome");
        for (Claim claim : claims) {
            table.row("tested-" + claim.id(), claim.id(), Html.text(claim.expected()), Html.text(claim.outcome()));
        }
        return table.html();
    }
}
