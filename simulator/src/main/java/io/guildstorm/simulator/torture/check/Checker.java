package io.guildstorm.simulator.torture.check;

import io.guildstorm.simulator.torture.facts.Facts;
import io.guildstorm.simulator.torture.history.Arrival.Dispatch;
import io.guildstorm.simulator.torture.history.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Judges a history by all rules.
public final class Checker {
    private Checker() {}

    /// What was checked and what was found.
    /// @param operations calls that were made
    /// @param deliveries dispatches that were checked
    /// @param findings the smallest witness of each rule first
    public record Judgement(int operations, int sessions, long deliveries, List<Finding> findings) {
        public Judgement {
            findings = List.copyOf(findings);
        }

        /// Whether no rule was broken.
        public boolean clean() {
            return findings.isEmpty();
        }

        /// The finding of a rule with the shortest witness, then the one of the shortest time; none: the rule holds.
        public Stream<Finding> smallest() {
            return Stream.of(Rule.values())
                    .flatMap(rule -> findings.stream()
                            .filter(finding -> finding.rule() == rule)
                            .limit(1));
        }

        /// The same, and what was found in another way.
        public Judgement and(List<Finding> more) {
            return new Judgement(
                    operations,
                    sessions,
                    deliveries,
                    Stream.concat(findings.stream(), more.stream()).toList());
        }

        /// How often a rule was broken.
        public long count(Rule rule) {
            return findings.stream().filter(finding -> finding.rule() == rule).count();
        }
    }

    /// Applies every [Rule].
    public static Judgement judge(History history) {
        Facts facts = new Facts(history);
        List<Finding> findings = new ArrayList<>();
        findings.addAll(Identities.check(facts));
        findings.addAll(Pages.check(facts));
        findings.addAll(Numbers.check(facts));
        findings.addAll(Agreement.check(facts));
        findings.addAll(Deliveries.check(facts));
        findings.addAll(Texts.check(facts));
        findings.addAll(Leaks.check(facts));
        findings.sort(Comparator.comparing(Finding::rule)
                .thenComparingInt(finding -> finding.witness().size())
                .thenComparingLong(Finding::span));
        long deliveries = history.sessions().stream()
                .flatMap(session -> session.arrivals().stream())
                .filter(Dispatch.class::isInstance)
                .count();
        return new Judgement(history.calls().size(), history.sessions().size(), deliveries, findings);
    }
}
