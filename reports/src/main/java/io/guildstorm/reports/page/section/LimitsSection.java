package io.guildstorm.reports.page.section;

import io.guildstorm.reports.chart.theme.Units;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.record.Machine;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Sessions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the figures do not cover. As prominent as the figures, for one without the other misleads.
final class LimitsSection implements Section {
    private static final double WORTH_A_WORD_MS = 1;

    @Override
    public String id() {
        return "limits";
    }

    @Override
    public String title() {
        return "What this does not say";
    }

    @Override
    public Html body(RunData run) {
        RunRecord record = run.record();
        List<String> limits = new ArrayList<>();
        machine(limits, record.machine());
        sessions(limits, record.sessions());
        sample(limits, record);
        readers(limits, record);
        for (Reason reason : record.reasons()) {
            if (reason.is(Reason.Code.MACHINE_DISTURBED) || reason.is(Reason.Code.FLOOR_NOISY))
                limits.add(reason.text());
        }
        if (record.reasons().stream().anyMatch(reason -> reason.is(Reason.Code.PARTIAL))) {
            limits.add("The run left no record: this page is put together from what the other files hold.");
        }
        if (!record.settings().isEmpty()) {
            boolean changed = !RepeatSection.changed(record.command()).isEmpty();
            String settings = changed ? "the settings listed below" : "the default settings";
            String sides = record.sides() == null ? "" : ", and those that the sides differ in,";
            limits.add("Only " + settings + sides + " were tried. Another setting is another run.");
        }
        for (String file : run.unreadable()) limits.add("A file could not be read: " + file);
        List<Html> items =
                limits.stream().map(limit -> Html.of("<li>{}</li>\n", limit)).toList();
        return Html.of("<ul class=\"limits\">\n{}</ul>\n", items);
    }

    private static void machine(List<String> limits, @Nullable Machine machine) {
        if (machine == null) {
            limits.add("Which machine it was is not known, so no figure can be compared with another run's.");
            return;
        }
        if ("loopback".equals(machine.network())) {
            limits.add(
                    "No network: everything went over loopback. Distance, loss and slow phones are not in any figure;"
                            + " a real network adds its own time to each delivery.");
        }
        if (Boolean.TRUE.equals(machine.sharedWithLoad())) {
            limits.add("One machine: server, load generator and all receivers share "
                    + (machine.cores() == null ? "the same" : "the same " + machine.cores())
                    + " cores. Latency contains the time that they wait for each other; a server of its own would do"
                    + " better.");
        }
        limits.add("Microseconds and milliseconds are this machine's. Compare ratios between machines, not times.");
    }

    private static void readers(List<String> limits, RunRecord record) {
        Double wait = record.load() == null ? null : record.load().readWait().p99Ms();
        if (wait == null || wait < WORTH_A_WORD_MS) return;
        limits.add("Our receivers are a queue: at p99 a delivery lay in its socket for " + Units.millis(wait)
                + " or more while they read others, and that is in every latency. People read by themselves.");
    }

    private static void sessions(List<String> limits, @Nullable Sessions sessions) {
        if (sessions == null) return;
        if (sessions.inProcess() == 0) {
            limits.add("In-process sessions: none. Each of the " + Units.count(sessions.real())
                    + " sessions had a TCP connection of its own.");
        } else {
            limits.add("In-process sessions: " + Units.count(sessions.inProcess()) + " beside "
                    + Units.count(sessions.real())
                    + " real ones. They read every byte of every event, but have no socket, so the kernel's part of the cost"
                    + " is missing for them; their latency is never mixed with that of real sessions.");
        }
    }

    private static void sample(List<String> limits, RunRecord record) {
        Double seconds = record.durationS();
        if (seconds != null) {
            limits.add("It lasted " + Units.digits(seconds, 3)
                    + " s. What shows only after hours — growing heaps, compaction, leaks — cannot show here.");
        }
        Quantiles delivery = record.latency().delivery();
        if (delivery != null && !delivery.weak().isEmpty() && delivery.messages() != null) {
            limits.add(String.join(" and ", delivery.weak()).replace("p999", "p99.9") + " of delivery rest on "
                    + Units.count(delivery.messages())
                    + " messages only, which is too few to be sure: deliveries of one message share one fate.");
        }
        if (record.latency().stages() == null) {
            limits.add("How long each stage inside the server took was not recorded.");
        }
        if (record.headroom() == null) limits.add("How much more it could bear was not tried.");
    }
}
