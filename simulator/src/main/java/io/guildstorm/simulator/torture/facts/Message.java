package io.guildstorm.simulator.torture.facts;

import io.guildstorm.simulator.torture.history.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A message that was there: who wrote it, what it said after, who deleted it.
public final class Message {
    private final long id;
    private final Version original;
    private final List<Version> edits = new ArrayList<>();
    private final List<Call> deletes = new ArrayList<>();
    private Moment firstSeen;

    /// @param firstSeen the earliest event that shows that it is durable
    Message(long id, Version original, Moment firstSeen) {
        this.id = id;
        this.original = original;
        this.firstSeen = firstSeen;
    }

    void seen(Moment moment) {
        if (moment.at() < firstSeen.at()) firstSeen = moment;
    }

    void edited(Version edit) {
        edits.add(edit);
    }

    void deleted(Call delete) {
        deletes.add(delete);
    }

    public long id() {
        return id;
    }

    public String channel() {
        return original.channel();
    }

    public Version original() {
        return original;
    }

    public List<Version> edits() {
        return edits;
    }

    public List<Call> deletes() {
        return deletes;
    }

    public Moment firstSeen() {
        return firstSeen;
    }

    /// Whether somebody may have begun to delete it by then.
    public boolean mayBeDeleted(long at) {
        return deletes.stream().anyMatch(call -> call.possible() && call.begin() <= at);
    }

    /// The first acknowledged delete.
    public Optional<Call> delete() {
        return deletes.stream().filter(Call::acknowledged).min(Comparator.comparingLong(Call::end));
    }

    /// A text that had certainly taken the place of another by then.
    public Optional<Version> successor(Version shown, long by) {
        return edits.stream()
                .filter(edit -> edit.holds() <= by && shown.before(edit))
                .min(Comparator.comparingLong(Version::holds));
    }
}
