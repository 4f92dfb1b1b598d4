package io.guildstorm.simulator.torture.facts;

import io.guildstorm.simulator.torture.history.Arrival.Dispatch;
import io.guildstorm.simulator.torture.history.Arrival.Told;
import io.guildstorm.simulator.torture.history.Call;
import io.guildstorm.simulator.torture.history.Fault;
import io.guildstorm.simulator.torture.history.History;
import io.guildstorm.simulator.torture.history.Op;
import io.guildstorm.simulator.torture.history.Outcome;
import io.guildstorm.simulator.torture.history.SessionLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A history, sorted so that rules find what they ask for: which call wrote a text, what became of a message.
public final class Facts {
    private final History history;
    private final Access access;
    private final Map<String, Version> versions = new HashMap<>();
    private final Map<Long, Message> messages = new HashMap<>();
    private final Map<String, NavigableMap<Long, Message>> channels = new HashMap<>();
    private final List<Sighting> sightings = new ArrayList<>();

    /// A text under an id, shown to somebody.
    public record Sighting(long id, String text, Moment moment) {}

    public Facts(History history) {
        this.history = history;
        access = new Access(history.calls());
        for (Call call : history.calls()) {
            if (call.op() instanceof Op.Send send)
                version(send.channel(), send.text(), true).add(call);
            if (call.op() instanceof Op.Edit edit)
                version(edit.channel(), edit.text(), false).add(call);
        }
        history.calls().forEach(this::see);
        history.sessions().forEach(this::see);
        sightings.forEach(this::know);
        for (Call call : history.calls()) {
            if (call.op() instanceof Op.Edit edit) {
                Message edited = messages.get(edit.id());
                Version version = versions.get(edit.text());
                if (edited != null && version != null && call.possible()) edited.edited(version);
            }
            if (call.op() instanceof Op.Delete delete) {
                Message deleted = messages.get(delete.id());
                if (deleted != null) deleted.deleted(call);
            }
        }
    }

    private Version version(String channel, String text, boolean original) {
        return versions.computeIfAbsent(text, _ -> new Version(channel, text, original));
    }

    private void see(Call call) {
        if (!(call.outcome() instanceof Outcome.Done(var shown))) return;
        for (Outcome.Shown each : shown) {
            Moment moment = call.op() instanceof Op.Read
                    ? new Moment(
                            call.end(),
                            call.who(),
                            Words.inWords(call.op()) + " → " + each.id() + " \"" + each.text() + "\" is there")
                    : Words.answered(call);
            sightings.add(new Sighting(each.id(), each.text(), moment));
        }
    }

    private void see(SessionLog session) {
        session.arrivals().forEach(arrival -> {
            if (!(arrival instanceof Dispatch dispatch)) return;
            if (dispatch.told() instanceof Told.Created created)
                sightings.add(new Sighting(created.id(), created.text(), Words.of(session, dispatch)));
            if (dispatch.told() instanceof Told.Updated updated)
                sightings.add(new Sighting(updated.id(), updated.text(), Words.of(session, dispatch)));
        });
    }

    private void know(Sighting sighting) {
        Version version = versions.get(sighting.text());
        Message known = messages.get(sighting.id());
        if (known != null) known.seen(sighting.moment());
        if (version != null) version.shown(sighting.moment().at());
        if (known != null || version == null || !version.original()) return;
        Message message = new Message(sighting.id(), version, sighting.moment());
        messages.put(sighting.id(), message);
        channels.computeIfAbsent(version.channel(), _ -> new TreeMap<>()).put(sighting.id(), message);
    }

    public History history() {
        return history;
    }

    public Access access() {
        return access;
    }

    public List<Sighting> sightings() {
        return sightings;
    }

    @Nullable
    public Version version(String text) {
        return versions.get(text);
    }

    @Nullable
    public Message message(long id) {
        return messages.get(id);
    }

    /// The messages of a channel by id, those deleted too.
    public NavigableMap<Long, Message> channel(String name) {
        return channels.getOrDefault(name, new TreeMap<>());
    }

    /// The first fault of a kind that was under way at some time between two instants.
    @Nullable
    public Fault between(Fault.Kind kind, long from, long to) {
        return history.faults().stream()
                .filter(fault -> fault.kind() == kind && fault.end() >= from && fault.begin() <= to)
                .findFirst()
                .orElse(null);
    }
}
