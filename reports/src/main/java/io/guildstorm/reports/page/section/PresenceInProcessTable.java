package io.guildstorm.reports.page.section;

import io.guildstorm.reports.page.html.FactTable;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.page.html.Say;
import io.guildstorm.reports.target.PresenceInProcess;

/// What presence servers made of users without sockets.
final class PresenceInProcessTable {
    private PresenceInProcessTable() {}

    static Html of(PresenceInProcess figures) {
        Double micros = figures.serverCpuS() == null || figures.changes() == 0
                ? null
                : (Double) (figures.serverCpuS() * 1e6 / figures.changes());
        FactTable table = new FactTable("Users without sockets, and what was told of them")
                .row(id("users"), "users online, each with a device that beats", Say.count(figures.users()))
                .row(id("changes"), "changes of a status", Say.count(figures.changes()))
                .row(id("changes_per_s"), "of them a second, as scheduled", Say.count(figures.changesPerSecond()))
                .row(
                        id("late_ms"),
                        "by how much one was made behind its schedule, the most",
                        Say.millis(figures.lateMs()))
                .row(id("told"), "statuses that the lane was told, their coming included", Say.count(figures.told()))
                .row(id("wrong"), "users of whom it was told something wrong, at rest", Say.count(figures.wrong()))
                .row(
                        id("staleness.p50_ms"),
                        "from a change that stood until it was told, p50",
                        Say.millis(figures.staleness().p50Ms()))
                .row(
                        id("staleness.p99_ms"),
                        "p99",
                        Say.millis(figures.staleness().p99Ms()))
                .row(
                        id("staleness.max_ms"),
                        "longest",
                        Say.millis(figures.staleness().maxMs()))
                .row(
                        id("server_cpu_s"),
                        "CPU of the server, from the first change to the rest",
                        Say.seconds(figures.serverCpuS()))
                .row(id("server_cpu_us_per_change"), "of it, for each change, heartbeats included", Say.micros(micros));
        return Html.of("""
                <h3>Without sockets, in the server's process</h3>
                <p class="how">Behind the storm of those with sockets: one lane watches all of them, and they flap ten times in three seconds,
                a group at a time. What sessions that show them would cost a gateway is not in it.</p>
                {}
                """, table.html());
    }

    private static String id(String figure) {
        return "presence.in_process." + figure;
    }
}
