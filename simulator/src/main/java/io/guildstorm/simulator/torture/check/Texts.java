package io.guildstorm.simulator.torture.check;

import io.guildstorm.simulator.torture.facts.Bounds;
import io.guildstorm.simulator.torture.facts.Facts;
import io.guildstorm.simulator.torture.facts.Message;
import io.guildstorm.simulator.torture.facts.Moment;
import io.guildstorm.simulator.torture.facts.Version;
import io.guildstorm.simulator.torture.facts.Words;
import io.guildstorm.simulator.torture.history.Arrival;
import io.guildstorm.simulator.torture.history.Arrival.Dispatch;
import io.guildstorm.simulator.torture.history.Arrival.Told;
import io.guildstorm.simulator.torture.history.Call;
import io.guildstorm.simulator.torture.history.SessionLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a session is shown of a message after its delete, and after an edit.
final class Texts {
    private final Facts facts;
    private final SessionLog session;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Long, Dispatch> deleted = new HashMap<>();
    private final Map<Long, List<Dispatch>> shown = new HashMap<>();
    private @Nullable Moment lastBound;
    private long bound;

    private Texts(Facts facts, SessionLog session) {
        this.facts = facts;
        this.session = session;
    }

    static List<Finding> check(Facts facts) {
        return facts.history().sessions().stream()
                .flatMap(session -> new Texts(facts, session).check().stream())
                .toList();
    }

    private List<Finding> check() {
        Bounds bounds = new Bounds(facts, session);
        bound = session.begun();
        lastBound = Words.begun(session);
        for (Arrival arrival : session.arrivals()) {
            if (arrival instanceof Dispatch dispatch) {
                switch (dispatch.told()) {
                    case Told.Created(var _, var id, var text) -> show(dispatch, id, text);
                    case Told.Updated(var _, var id, var text) -> show(dispatch, id, text);
                    case Told.Deleted(var _, var id) -> deleted.putIfAbsent(id, dispatch);
                    default -> {}
                }
            }
            long next = bounds.next(arrival);
            if (next > bound) lastBound = Words.of(session, arrival);
            bound = next;
        }
        return findings;
    }

    private void show(Dispatch dispatch, long id, String text) {
        Message message = facts.message(id);
        Version version = facts.version(text);
        if (message == null || version == null) return;
        afterDelete(dispatch, message);
        List<Dispatch> before = shown.computeIfAbsent(id, _ -> new ArrayList<>());
        for (Dispatch earlier : before) {
            if (earlier.told() instanceof Told.Updated newer && stale(version, newer.text())) {
                findings.add(new Finding(
                        Rule.STALE_EDIT,
                        session.name() + " was shown an older text of " + id + " after a newer one",
                        edits(version, newer.text(), earlier, dispatch)));
                break;
            }
        }
        before.add(dispatch);
    }

    private boolean stale(Version shownNow, String shownBefore) {
        Version newer = facts.version(shownBefore);
        return newer != null && shownNow.before(newer);
    }

    private List<Moment> edits(Version older, String newer, Dispatch earlier, Dispatch dispatch) {
        List<Moment> witness = new ArrayList<>(List.of(Words.of(session, earlier), Words.of(session, dispatch)));
        if (!older.original()) older.acknowledged().map(Words::answered).ifPresent(witness::add);
        Version version = facts.version(newer);
        if (version != null) witness.add(Words.asked(version.calls().getFirst()));
        return witness;
    }

    private void afterDelete(Dispatch dispatch, Message message) {
        Dispatch gone = deleted.get(message.id());
        Call delete = message.delete().orElse(null);
        if (gone != null)
            findings.add(new Finding(
                    Rule.READ_OF_DELETED,
                    session.name() + " was shown " + message.id() + " after its MESSAGE_DELETE",
                    List.of(Words.of(session, gone), Words.of(session, dispatch))));
        else if (delete != null && delete.end() <= bound && lastBound != null)
            findings.add(new Finding(
                    Rule.READ_OF_DELETED,
                    session.name() + " was shown " + message.id() + " after its delete had returned",
                    List.of(Words.answered(delete), lastBound, Words.of(session, dispatch))));
    }
}
