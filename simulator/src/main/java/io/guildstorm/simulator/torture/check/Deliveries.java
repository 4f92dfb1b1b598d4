package io.guildstorm.simulator.torture.check;

import io.guildstorm.simulator.torture.facts.Facts;
import io.guildstorm.simulator.torture.facts.Message;
import io.guildstorm.simulator.torture.facts.Moment;
import io.guildstorm.simulator.torture.facts.Version;
import io.guildstorm.simulator.torture.facts.Words;
import io.guildstorm.simulator.torture.history.Arrival.Dispatch;
import io.guildstorm.simulator.torture.history.Arrival.ResumeAsked;
import io.guildstorm.simulator.torture.history.Arrival.Told;
import io.guildstorm.simulator.torture.history.Call;
import io.guildstorm.simulator.torture.history.SessionLog;
import io.guildstorm.simulator.torture.history.SessionLog.End;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether each session was told of everything that it was due.
///
/// A session that has the channel since before a call began is due the event of that call, if it was acknowledged, as
/// soon as it is told of anything that began later: then the event has been passed over. A session that lived to the
/// end, or that the server closed in good order, is due all.
final class Deliveries {
    private final Facts facts;
    private final SessionLog session;
    private final Map<String, List<Due>> dues;
    private final Set<String> everTold = new HashSet<>();
    private final Set<String> toldSoFar = new HashSet<>();
    private final Map<String, Long> heldSince = new HashMap<>();
    private final Map<String, Integer> passed = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    /// An event that an acknowledged call caused.
    /// @param key of the event, or of the delete that takes its place
    private record Due(long begin, long done, String key, long id, Call call) {}

    private Deliveries(Facts facts, SessionLog session, Map<String, List<Due>> dues) {
        this.facts = facts;
        this.session = session;
        this.dues = dues;
    }

    static List<Finding> check(Facts facts) {
        Map<String, List<Due>> dues = dues(facts);
        return facts.history().sessions().stream()
                .flatMap(session -> new Deliveries(facts, session, dues).check().stream())
                .toList();
    }

    private static Map<String, List<Due>> dues(Facts facts) {
        Map<String, List<Due>> dues = new HashMap<>();
        for (var sighting : facts.sightings()) {
            Message message = facts.message(sighting.id());
            if (message == null || dues.containsKey(message.channel())) continue;
            List<Due> inChannel = new ArrayList<>();
            facts.channel(message.channel()).values().forEach(each -> add(inChannel, each));
            inChannel.sort(Comparator.comparingLong(Due::done));
            dues.put(message.channel(), inChannel);
        }
        return dues;
    }

    private static void add(List<Due> dues, Message message) {
        Version original = message.original();
        original.acknowledged()
                .ifPresent(call ->
                        dues.add(new Due(original.begin(), call.end(), created(message.id()), message.id(), call)));
        for (Version edit : message.edits())
            edit.acknowledged()
                    .ifPresent(call ->
                            dues.add(new Due(edit.begin(), call.end(), updated(edit.text()), message.id(), call)));
        message.delete()
                .ifPresent(
                        call -> dues.add(new Due(call.begin(), call.end(), deleted(message.id()), message.id(), call)));
    }

    private static String created(long id) {
        return "created " + id;
    }

    private static String updated(String text) {
        return "updated " + text;
    }

    private static String deleted(long id) {
        return "deleted " + id;
    }

    private static String key(Told told) {
        return switch (told) {
            case Told.Created(var _, var id, var _) -> created(id);
            case Told.Updated(var _, var _, var text) -> updated(text);
            case Told.Deleted(var _, var id) -> deleted(id);
            default -> "";
        };
    }

    private List<Finding> check() {
        session.arrivals().forEach(arrival -> {
            if (arrival instanceof Dispatch dispatch) everTold.add(key(dispatch.told()));
        });
        session.arrivals().forEach(arrival -> {
            if (arrival instanceof Dispatch dispatch) told(dispatch);
        });
        switch (session.end()) {
            case End.Live(var at) -> end(Long.MAX_VALUE, Words.ended(session), at);
            case End.Stopped(var at) -> end(at, Words.ended(session), at);
            case End.Over _ -> {}
        }
        return findings;
    }

    private void end(long doneBy, Moment moment, long at) {
        List.copyOf(heldSince.keySet()).forEach(channel -> passOver(channel, doneBy, at, moment));
    }

    private void told(Dispatch dispatch) {
        switch (dispatch.told()) {
            case Told.GuildGained _ -> dues.keySet().forEach(channel -> heldSince.put(channel, dispatch.at()));
            case Told.GuildLost _ -> heldSince.clear();
            case Told.ChannelGained(var channel) -> heldSince.put(channel, dispatch.at());
            case Told.ChannelLost(var channel) -> heldSince.remove(channel);
            case Told.Created(var channel, var _, var text) -> told(dispatch, channel, text);
            case Told.Updated(var channel, var _, var text) -> told(dispatch, channel, text);
            // no proof that time has passed: a resume puts it in the place of an older event
            case Told.Deleted deletion -> toldSoFar.add(key(deletion));
            case Told.Ready _, Told.Resumed _, Told.Other _ -> {}
        }
    }

    private void told(Dispatch dispatch, String channel, String text) {
        Version version = facts.version(text);
        if (version != null) passOver(channel, version.begin(), dispatch.at(), Words.of(session, dispatch));
        toldSoFar.add(key(dispatch.told()));
    }

    /// Everything that was acknowledged before has to have been told.
    private void passOver(String channel, long doneBy, long at, Moment proof) {
        List<Due> all = dues.getOrDefault(channel, List.of());
        int next = passed.getOrDefault(channel, 0);
        long since = heldSince.getOrDefault(channel, Long.MAX_VALUE);
        for (; next < all.size() && all.get(next).done() <= doneBy; next++) {
            Due due = all.get(next);
            if (due.begin() > since
                    && !had(toldSoFar, due)
                    && facts.access().visible(session.who(), channel, due.begin(), at)) missed(due, proof);
        }
        passed.put(channel, next);
    }

    private static boolean had(Set<String> told, Due due) {
        return told.contains(due.key()) || told.contains(deleted(due.id()));
    }

    private void missed(Due due, Moment proof) {
        boolean late = had(everTold, due);
        boolean stopped = session.end() instanceof End.Stopped
                && proof.at() == session.end().at();
        Rule rule = late ? Rule.REORDER : stopped ? Rule.LOST_ON_STOP : Rule.GAP;
        List<Moment> witness = new ArrayList<>(List.of(Words.answered(due.call()), proof));
        session.arrivals().stream()
                .filter(arrival -> arrival instanceof ResumeAsked && arrival.at() <= proof.at())
                .reduce((_, later) -> later)
                .ifPresent(resume -> witness.add(Words.of(session, resume)));
        String event = due.key().substring(0, due.key().indexOf(' '));
        String claim = late
                ? session.name() + " was told that " + due.id() + " was " + event + " after what came later"
                : session.name() + " was never told that " + due.id() + " was " + event;
        findings.add(new Finding(rule, claim, witness));
    }
}
