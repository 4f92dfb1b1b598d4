package io.guildstorm.scenarios.run.revoke;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.target.RevokeFigures;
import io.guildstorm.scenarios.run.sides.Design;
import io.guildstorm.scenarios.run.sides.SideRound;
import io.guildstorm.scenarios.swarm.SwarmEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// What came of the calls of one side, over all of its rounds.
final class SideCounts {
    private SideCounts() {}

    static RevokeFigures.Side of(Design side, List<SideRound<RevokeVariation>> played) {
        List<SideRound<RevokeVariation>> rounds =
                played.stream().filter(round -> round.design().equals(side)).toList();
        List<Revocation> calls = rounds.stream()
                .flatMap(round -> round.variation().calls().stream())
                .toList();
        List<SwarmEvent.Taken> taken = rounds.stream()
                .flatMap(round -> round.played().swarm().stream())
                .map(SwarmEvent.Result::taken)
                .toList();
        List<Double> late = new ArrayList<>();
        taken.forEach(one -> late.addAll(one.lateMs()));
        long leaked = rounds.stream()
                .map(round -> round.played().record().audit())
                .filter(Objects::nonNull)
                .mapToLong(Audit::leaked)
                .sum();
        return new RevokeFigures.Side(
                side.name(),
                side.judged(),
                calls.size(),
                calls.stream().filter(call -> !call.done()).count(),
                times(calls),
                byLever(calls),
                leaked,
                calls.stream().filter(Revocation::readable).count(),
                taken.stream().mapToLong(SwarmEvent.Taken::told).sum(),
                RevokeFigures.Times.of(late));
    }

    private static RevokeFigures.Times times(List<Revocation> calls) {
        return RevokeFigures.Times.of(
                calls.stream().filter(Revocation::done).map(Revocation::millis).toList());
    }

    private static Map<String, RevokeFigures.Times> byLever(List<Revocation> calls) {
        Map<String, RevokeFigures.Times> byLever = new TreeMap<>();
        for (Lever lever : Lever.values())
            byLever.put(
                    lever.word(),
                    times(calls.stream().filter(call -> call.lever() == lever).toList()));
        return byLever;
    }
}
