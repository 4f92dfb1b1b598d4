package io.guildstorm.simulator.torture.check;

import io.guildstorm.simulator.torture.facts.Facts;
import io.guildstorm.simulator.torture.facts.Facts.Sighting;
import io.guildstorm.simulator.torture.facts.Moment;
import io.guildstorm.simulator.torture.facts.Version;
import io.guildstorm.simulator.torture.facts.Words;
import io.guildstorm.simulator.torture.history.Call;
import io.guildstorm.simulator.torture.history.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One send, one message; one id, one message.
final class Identities {
    private final Facts facts;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Sighting> firstOfText = new HashMap<>();
    private final Map<Long, Sighting> firstOfId = new HashMap<>();
    private final Set<Object> told = new HashSet<>();

    private Identities(Facts facts) {
        this.facts = facts;
    }

    static List<Finding> check(Facts facts) {
        Identities check = new Identities(facts);
        facts.sightings().forEach(check::check);
        return check.findings;
    }

    private void check(Sighting sighting) {
        Version version = facts.version(sighting.text());
        if (version == null) {
            foreign(sighting, "nobody wrote \"" + sighting.text() + "\"");
        } else if (version.original()) {
            oneMessage(sighting, version);
            oneId(sighting);
        } else if (version.calls().stream().noneMatch(call -> edits(call, sighting.id()))) {
            foreign(sighting, "\"" + sighting.text() + "\" was written for another message");
        }
    }

    private static boolean edits(Call call, long id) {
        return call.op() instanceof Op.Edit edit && edit.id() == id;
    }

    private void foreign(Sighting sighting, String claim) {
        if (told.add(sighting.text())) findings.add(new Finding(Rule.FOREIGN_TEXT, claim, List.of(sighting.moment())));
    }

    private void oneMessage(Sighting sighting, Version version) {
        Sighting first = firstOfText.putIfAbsent(sighting.text(), sighting);
        if (first == null || first.id() == sighting.id() || !told.add(sighting.text())) return;
        List<Moment> witness = new ArrayList<>(List.of(first.moment(), sighting.moment()));
        version.calls().stream()
                .limit(4)
                .map(Words::answered)
                .filter(each -> !witness.contains(each))
                .forEach(witness::add);
        findings.add(new Finding(
                Rule.NONCE_DOUBLED, "one send made two messages, " + first.id() + " and " + sighting.id(), witness));
    }

    private void oneId(Sighting sighting) {
        Sighting first = firstOfId.putIfAbsent(sighting.id(), sighting);
        if (first == null || first.text().equals(sighting.text()) || !told.add(sighting.id())) return;
        findings.add(new Finding(
                Rule.ID_REPEATED,
                sighting.id() + " is the id of two messages",
                List.of(first.moment(), sighting.moment())));
    }
}
