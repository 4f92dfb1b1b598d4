package io.guildstorm.reports.page.section;

import io.guildstorm.reports.chart.Chart;
import io.guildstorm.reports.chart.CostChart;
import io.guildstorm.reports.chart.CostChart.Bar;
import io.guildstorm.reports.chart.theme.Units;
import io.guildstorm.reports.page.html.FactTable;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.page.html.Say;
import io.guildstorm.reports.page.html.Words;
import io.guildstorm.reports.record.Cost;
import io.guildstorm.reports.record.Machine;
import io.guildstorm.reports.record.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a delivery costs, and compared with what.
final class CostSection implements Section {
    @Override
    public String id() {
        return "cost";
    }

    @Override
    public String title() {
        return "What does a delivery cost?";
    }

    @Override
    public List<Chart> charts(RunData run) {
        Machine machine = run.record().machine();
        Double floor = machine == null ? null : machine.bareSendUs();
        List<Bar> bars = bars(run);
        if (floor == null || floor <= 0 || bars.isEmpty()) return List.of();
        boolean peers = run.record().scenario().equals(Peers.SCENARIO);
        return List.of(CostChart.of(
                run.record().scenario() + ": CPU of the server for each delivery"
                        + (peers ? "; dotted: other servers, measured elsewhere" : ""),
                words(run.record().cost(), machine),
                floor,
                bars,
                peers ? Peers.all() : List.of()));
    }

    private static List<Bar> bars(RunData run) {
        List<Side> sides = run.record().sides();
        List<Bar> bars = new ArrayList<>();
        if (sides == null || sides.isEmpty()) {
            add(bars, "this server", run.record().cost());
        } else {
            sides.forEach(side -> add(bars, side.name(), side.cost()));
        }
        return bars;
    }

    private static void add(List<Bar> bars, String name, @Nullable Cost cost) {
        Double us = cost == null ? null : cost.serverCpuUsPerDelivery();
        if (us != null) bars.add(new Bar(name, us));
    }

    @Override
    public Html body(RunData run) {
        Cost cost = run.record().cost();
        if (cost == null) return ChartFigure.missing("The CPU of the server could not be read.");
        Machine machine = run.record().machine();
        boolean peers = run.record().scenario().equals(Peers.SCENARIO);
        Html caption = Html.of(
                "<p>{}</p>{}",
                words(cost, machine),
                peers ? Html.of("<p class=\"note\">Other servers: {}</p>", Peers.SOURCE) : Html.NONE);
        List<Chart> charts = charts(run);
        Html table = table(cost, machine);
        if (charts.isEmpty()) {
            return Html.of("<p>{}</p>{}", words(cost, machine), table);
        }
        return Html.of("{}{}", ChartFigure.of(charts.getFirst(), caption, Html.NONE), table);
    }

    static String words(@Nullable Cost cost, @Nullable Machine machine) {
        Double us = cost == null ? null : cost.serverCpuUsPerDelivery();
        if (us == null) return "What a delivery cost is not known.";
        Double floor = machine == null ? null : machine.bareSendUs();
        Double times = cost == null ? null : cost.relativeToBareSend();
        String own = "A delivery cost " + Units.digits(us, 3) + " µs of the server's CPU";
        if (floor == null || times == null) return own + "; it cannot be compared, as the floor was not measured.";
        return own + ". One bare socket write of the same bytes cost " + Units.digits(floor, 3)
                + " µs on this machine: the server costs " + Units.digits(times, 3) + " × the floor.";
    }

    private static Html table(Cost cost, @Nullable Machine machine) {
        return new FactTable("What the run used, in the judged window")
                .row(
                        "cost.server_cpu_us_per_delivery",
                        "server CPU for each delivery",
                        Say.micros(cost.serverCpuUsPerDelivery()))
                .row("machine.bare_send_us", Words.FLOOR.html(), floor(machine))
                .row(
                        "cost.relative_to_bare_send",
                        "multiple of the bare socket write",
                        Say.times(cost.relativeToBareSend()))
                .row(
                        "cost.deliveries_per_server_cpu_s",
                        "deliveries for each CPU second",
                        Say.count(cost.deliveriesPerServerCpuS()))
                .row("cost.server_cpu_s", "CPU of the server", Say.seconds(cost.serverCpuS()))
                .row("cost.load_cpu_s", "CPU of the load and the receivers", Say.seconds(cost.loadCpuS()))
                .row("cost.store_cpu_s", "CPU of stores of their own", Say.seconds(cost.storeCpuS()))
                .row("cost.unattributed_cpu_s", "CPU of other programs", Say.seconds(cost.unattributedCpuS()))
                .row(
                        "cost.wire_bytes_per_delivery",
                        "bytes on the wire for each delivery",
                        Say.bytes(cost.wireBytesPerDelivery()))
                .row(
                        "cost.allocated_bytes_per_delivery",
                        "allocated for each delivery",
                        Say.bytes(cost.allocatedBytesPerDelivery()))
                .row(
                        "cost.server_rss_bytes",
                        Html.of("{} of the server", Words.RSS.html()),
                        Say.bytes(cost.serverRssBytes()))
                .row("cost.bytes_per_session", "of it, for each session", Say.bytes(cost.bytesPerSession()))
                .row("cost.gc_pause_total_ms", "garbage collector pauses, together", Say.millis(cost.gcPauseTotalMs()))
                .row("cost.gc_pause_max_ms", "longest pause", Say.millis(cost.gcPauseMaxMs()))
                .html();
    }

    private static Html floor(@Nullable Machine machine) {
        if (machine == null || machine.bareSendUs() == null) return Say.unknown();
        Html us = Say.micros(machine.bareSendUs());
        Double spread = machine.bareSendSpreadUs();
        return spread == null ? us : Html.of("{} <small>(spread {})</small>", us, Say.micros(spread));
    }
}
