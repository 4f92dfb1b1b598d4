package io.guildstorm.simulator.torture.check;

import io.guildstorm.simulator.torture.check.Checker.Judgement;
import io.guildstorm.simulator.torture.facts.Moment;
import io.guildstorm.simulator.torture.facts.Words;
import io.guildstorm.simulator.torture.history.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// A judgement and a history as lines for people.
public final class Report {
    private Report() {}

    /// For each rule that was broken, how often, and its smallest witness.
    public static List<String> findings(Judgement judgement) {
        List<String> lines = new ArrayList<>();
        judgement.smallest().forEach(finding -> {
            lines.addAll(lines(finding, judgement.count(finding.rule())));
            lines.add("");
        });
        return lines;
    }

    /// @param count how often its rule was broken
    public static List<String> lines(Finding finding, long count) {
        List<String> lines = new ArrayList<>();
        String more = count > 1 ? " (the smallest witness of %,d)".formatted(count) : "";
        lines.add(finding.rule().word() + ": " + finding.claim() + more);
        lines.add("     rule: " + finding.rule().law());
        finding.witness().forEach(moment -> lines.add(line(moment)));
        return lines;
    }

    /// Everything that happened, in the order of time: calls at their answer, with the time that they took.
    public static List<String> whole(History history) {
        List<Moment> moments = new ArrayList<>();
        history.calls().forEach(call -> {
            Moment answered = Words.answered(call);
            String took = String.format(Locale.ROOT, " (%.1f ms)", (call.end() - call.begin()) / 1e6);
            moments.add(new Moment(answered.at(), answered.who(), answered.what() + took));
        });
        history.faults().forEach(fault -> moments.add(Words.of(fault)));
        history.sessions().forEach(session -> {
            moments.add(Words.begun(session));
            session.arrivals().forEach(arrival -> moments.add(Words.of(session, arrival)));
            moments.add(Words.ended(session));
        });
        moments.sort(Comparator.comparingLong(Moment::at));
        return moments.stream().map(Report::line).toList();
    }

    private static String line(Moment moment) {
        return "  %10s s  %-7s %s".formatted(Words.seconds(moment.at()), moment.who(), moment.what());
    }
}
