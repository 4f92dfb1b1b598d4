package io.guildstorm.simulator.torture.check;

import io.guildstorm.simulator.torture.facts.Facts;
import io.guildstorm.simulator.torture.facts.Message;
import io.guildstorm.simulator.torture.facts.Moment;
import io.guildstorm.simulator.torture.facts.Version;
import io.guildstorm.simulator.torture.facts.Words;
import io.guildstorm.simulator.torture.history.Call;
import io.guildstorm.simulator.torture.history.Fault;
import io.guildstorm.simulator.torture.history.Op;
import io.guildstorm.simulator.torture.history.Outcome.Done;
import io.guildstorm.simulator.torture.history.Outcome.Shown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a page of history has to show, and must not.
final class Pages {
    private final Facts facts;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Long> lost = new HashSet<>();

    private Pages(Facts facts) {
        this.facts = facts;
    }

    static List<Finding> check(Facts facts) {
        Pages check = new Pages(facts);
        facts.history().calls().stream()
                .sorted(java.util.Comparator.comparingLong(Call::begin))
                .forEach(call -> {
                    if (call.op() instanceof Op.Read read && call.outcome() instanceof Done(var page))
                        check.check(call, read, page);
                });
        return check.findings;
    }

    private void check(Call call, Op.Read read, List<Shown> page) {
        order(call, page);
        page.forEach(shown -> shown(call, shown));
        Range range = Range.of(read, page);
        Set<Long> ids = page.stream().map(Shown::id).collect(Collectors.toSet());
        if (range.from() > range.to()) return;
        facts.channel(read.channel()).subMap(range.from(), true, range.to(), true).values().stream()
                .filter(message -> !ids.contains(message.id()))
                .filter(message -> message.firstSeen().at() <= call.begin() && !message.mayBeDeleted(call.end()))
                .filter(message -> lost.add(message.id()))
                .forEach(message -> missing(call, page, message));
    }

    /// Ids that a page covers, both ends included.
    private record Range(long from, long to) {
        static Range of(Op.Read read, List<Shown> page) {
            boolean full = page.size() >= read.limit();
            long least = page.isEmpty() ? Long.MAX_VALUE : page.getLast().id();
            long most = page.isEmpty() ? 0 : page.getFirst().id();
            return switch (read.anchor()) {
                case NEWEST -> new Range(full ? least : 0, Long.MAX_VALUE);
                case BEFORE -> new Range(full ? least : 0, read.id() - 1);
                case AFTER -> new Range(read.id() + 1, full ? most : Long.MAX_VALUE);
                case AROUND -> new Range(least, most);
            };
        }
    }

    private void order(Call call, List<Shown> page) {
        for (int i = 1; i < page.size(); i++) {
            long upper = page.get(i - 1).id();
            long lower = page.get(i).id();
            if (lower < upper) continue;
            Rule rule = lower == upper ? Rule.DUPLICATE : Rule.REORDER;
            String what = lower == upper ? upper + " twice" : lower + " below " + upper;
            findings.add(new Finding(
                    rule, "a page, newest first, holds " + what, List.of(Words.asked(call, "a page with " + what))));
            return;
        }
    }

    private void shown(Call call, Shown shown) {
        Message message = facts.message(shown.id());
        Version version = facts.version(shown.text());
        if (message == null || version == null) return;
        String there = shown.id() + " \"" + shown.text() + "\" is there";
        message.delete()
                .filter(delete -> delete.end() <= call.begin())
                .ifPresent(delete -> findings.add(new Finding(
                        Rule.READ_OF_DELETED,
                        "a page asked for after the delete of " + shown.id() + " returned shows it",
                        List.of(Words.answered(delete), Words.asked(call, there)))));
        message.successor(version, call.begin())
                .ifPresent(newer -> findings.add(new Finding(
                        Rule.STALE_EDIT,
                        "a page shows " + shown.id() + " as it was before an edit that had been done",
                        List.of(newest(newer), Words.asked(call, there)))));
    }

    /// What shows that the edit was done.
    private Moment newest(Version edit) {
        return edit.acknowledged()
                .filter(call -> call.end() == edit.holds())
                .map(Words::answered)
                .orElseGet(() -> facts.sightings().stream()
                        .filter(each -> each.text().equals(edit.text()))
                        .map(Facts.Sighting::moment)
                        .filter(moment -> moment.at() == edit.holds())
                        .findFirst()
                        .orElseThrow());
    }

    private void missing(Call call, List<Shown> page, Message message) {
        Moment last = facts.sightings().stream()
                .filter(each -> each.id() == message.id())
                .map(Facts.Sighting::moment)
                .filter(moment -> moment.at() <= call.begin())
                .reduce((one, other) -> other.at() > one.at() ? other : one)
                .orElse(message.firstSeen());
        Fault kill = facts.between(Fault.Kind.KILL, last.at(), call.begin());
        Fault stop = facts.between(Fault.Kind.STOP, last.at(), call.begin());
        List<Moment> witness = new ArrayList<>(List.of(message.firstSeen()));
        if (!last.equals(message.firstSeen())) witness.add(last);
        if (kill != null) witness.add(Words.of(kill));
        if (stop != null) witness.add(Words.of(stop));
        witness.add(Words.asked(call, Words.inWords(page) + ", " + message.id() + " is not there"));
        boolean byStop = stop != null && kill == null;
        findings.add(new Finding(
                byStop ? Rule.LOST_ON_STOP : Rule.LOST_ACK,
                message.id() + " was there and is not in a page that covers it",
                witness));
    }
}
