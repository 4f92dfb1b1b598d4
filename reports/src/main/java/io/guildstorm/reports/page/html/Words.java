package io.guildstorm.reports.page.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Words that a newcomer may not know, told in plain language: where they are used, and together at the end.
public enum Words {
    P99("p99", "The time within which 99 of 100 arrived. One of a hundred took longer."),
    P999("p99.9", "The time within which 999 of 1,000 arrived."),
    P50("p50", "The median: half took less, half took longer."),
    DELIVERY(
            "delivery", "One message reaching one connected session. 1 message to 2,000 sessions is 2,000 deliveries."),
    INTENDED(
            "intended send",
            "When the schedule says that a message is sent. Time is counted from here, so that a stall of the sender or"
                    + " the server is part of the figure and not hidden by it."),
    DUE("due", "A session is due a message when it was ready before the send began and had not begun to leave."),
    FLOOR(
            "bare socket write",
            "The floor: a small program that writes one prepared frame to as many sockets at the same rate, measured on"
                    + " this machine just before. No chat server can be much cheaper than that."),
    OPEN("open model", "Messages are sent on schedule whether or not the server keeps up, as people do."),
    LAG("generator lag", "How late the load generator began a send. When it is large, its delay is in every figure."),
    RECEIVER_LAG(
            "receivers late",
            "How late the loops that read the deliveries ran a timer of their own. When it is large, their delay is in every"
                    + " figure."),
    READ_WAIT(
            "waited to be read",
            "How long, at the least, a delivery lay in its socket while the same loop read others. It is part of every"
                    + " latency: in a burst the receivers here are a queue, and real ones are not."),
    HICCUP("hiccup", "How late the machine woke a thread that asked to be woken: a pause that nobody here caused."),
    STEAL("steal", "CPU time that the hypervisor gave to other guests of the same host."),
    WEAK(
            "weak",
            "Too few messages stand behind this figure to trust it: deliveries of one message share one fate, so"
                    + " messages count, not deliveries."),
    GUIDE(
            "guide",
            "The system-design interview guide that this project grew from: a message delivered within 500 ms is Slack's"
                    + " target in it, within 100 ms Discord's."),
    INTERVAL(
            "95 % interval",
            "Where the figure would lie in 95 of 100 repeats, as far as the seconds of this run can tell."),
    AUDIT("audit", "Every delivery is checked by its receiver: once, in order, intact, and none missing."),
    IN_PROCESS(
            "in-process session",
            "A session that reads every byte of every event inside the server's process, without a socket of its own."),
    RSS("resident memory", "Memory of the machine that the process held at its largest.");

    private final String word;
    private final String meaning;

    Words(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    /// The word, linked to its meaning, which a pointer shows at once.
    public Html html() {
        return as(word);
    }

    /// Another form of the word: `deliveries`.
    public Html as(String form) {
        return Html.of("<a class=\"word\" href=\"#{}\" title=\"{}\">{}</a>", id(), meaning, form);
    }

    private String id() {
        return "word-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// All words with their meanings.
    public static Html list() {
        List<Html> entries = new ArrayList<>();
        for (Words each : values()) {
            entries.add(Html.of("<dt id=\"{}\">{}</dt><dd>{}</dd>\n", each.id(), each.word, each.meaning));
        }
        return Html.of("<dl class=\"words\">\n{}</dl>\n", entries);
    }
}
