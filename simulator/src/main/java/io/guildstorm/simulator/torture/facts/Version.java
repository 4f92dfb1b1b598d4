package io.guildstorm.simulator.torture.facts;

import io.guildstorm.simulator.torture.history.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A text of a message and the calls that wrote it: a send with its repeats, or one edit.
public final class Version {
    private final String channel;
    private final String text;
    private final boolean original;
    private final List<Call> calls = new ArrayList<>();
    private long shown = Long.MAX_VALUE;

    Version(String channel, String text, boolean original) {
        this.channel = channel;
        this.text = text;
        this.original = original;
    }

    void add(Call call) {
        calls.add(call);
    }

    String channel() {
        return channel;
    }

    public String text() {
        return text;
    }

    public boolean original() {
        return original;
    }

    public List<Call> calls() {
        return calls;
    }

    /// It cannot have had any effect before, ns.
    public long begin() {
        return calls.stream().mapToLong(Call::begin).min().orElseThrow();
    }

    /// The call that was the first to be acknowledged.
    public Optional<Call> acknowledged() {
        return calls.stream().filter(Call::acknowledged).min(Comparator.comparingLong(Call::end));
    }

    /// When it was acknowledged, ns; never: [Long#MAX_VALUE].
    public long done() {
        return acknowledged().map(Call::end).orElse(Long.MAX_VALUE);
    }

    void shown(long at) {
        shown = Math.min(shown, at);
    }

    /// From when on it certainly holds, ns, because it was acknowledged or somebody was shown it.
    public long holds() {
        return Math.min(shown, done());
    }

    /// Whether it took effect before the other, which is of the same message, for certain.
    public boolean before(Version other) {
        if (original || other.original) return original && !other.original;
        return calls.stream().allMatch(call -> call.over() <= other.begin());
    }
}
