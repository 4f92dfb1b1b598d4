package io.guildstorm.simulator.torture.check;

import io.guildstorm.simulator.torture.facts.Facts;
import io.guildstorm.simulator.torture.facts.Moment;
import io.guildstorm.simulator.torture.facts.Words;
import io.guildstorm.simulator.torture.history.Arrival;
import io.guildstorm.simulator.torture.history.Arrival.Dispatch;
import io.guildstorm.simulator.torture.history.Arrival.Told.Created;
import io.guildstorm.simulator.torture.history.SessionLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The numbers of a session's dispatches, and the ids of what they announce.
final class Numbers {
    private final SessionLog session;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Long, Dispatch> created = new HashMap<>();
    private final Map<String, Dispatch> newest = new HashMap<>();
    private @Nullable Dispatch last;
    private Arrival.@Nullable ResumeAsked resume;

    private Numbers(SessionLog session) {
        this.session = session;
    }

    static List<Finding> check(Facts facts) {
        return facts.history().sessions().stream()
                .flatMap(session -> new Numbers(session).check().stream())
                .toList();
    }

    private List<Finding> check() {
        for (Arrival arrival : session.arrivals()) {
            if (arrival instanceof Arrival.ResumeAsked asked) resume = asked;
            if (!(arrival instanceof Dispatch dispatch)) continue;
            number(dispatch);
            if (dispatch.told() instanceof Created message) create(dispatch, message);
            last = dispatch;
        }
        return findings;
    }

    private void number(Dispatch dispatch) {
        int before = last == null ? 0 : last.s();
        if (dispatch.s() == before + 1) return;
        boolean again = dispatch.s() <= before;
        find(
                again ? Rule.DUPLICATE : Rule.GAP,
                session.name() + " got s " + dispatch.s() + " after s " + before,
                last,
                dispatch);
    }

    private void create(Dispatch dispatch, Created message) {
        Dispatch same = created.putIfAbsent(message.id(), dispatch);
        if (same != null) {
            find(Rule.DUPLICATE, session.name() + " was told twice of " + message.id(), same, dispatch);
            return;
        }
        Dispatch above = newest.get(message.channel());
        if (above != null && above.told() instanceof Created greatest && greatest.id() > message.id())
            find(
                    Rule.REORDER,
                    session.name() + " was told of " + message.id() + " after " + greatest.id(),
                    above,
                    dispatch);
        else newest.put(message.channel(), dispatch);
    }

    private void find(Rule rule, String claim, @Nullable Dispatch first, Dispatch second) {
        List<Moment> witness = new ArrayList<>();
        if (first != null) witness.add(Words.of(session, first));
        if (resume != null) witness.add(Words.of(session, resume));
        witness.add(Words.of(session, second));
        findings.add(new Finding(rule, claim, witness));
    }
}
