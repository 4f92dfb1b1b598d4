package io.guildstorm.server.fanout;

import java.util.List;

/// One slice of a guild's sessions, at most `relay.size`, all of them on one lane. Those that are passive have a list
/// of their own, so that an event which does not reach them does not pass them either.
///
/// **Owner:** its lane.
final class Relay {
    private final int capacity;
    private final Recipients attentive = new Recipients();
    private final Recipients passive = new Recipients();

    Relay(int capacity) {
        this.capacity = capacity;
    }

    boolean full() {
        return attentive.size() + passive.size() >= capacity;
    }

    boolean empty() {
        return attentive.size() + passive.size() == 0;
    }

    /// False: it was there.
    boolean add(Recipient one, boolean isPassive) {
        return (isPassive ? passive : attentive).add(one);
    }

    boolean remove(Recipient one) {
        return attentive.remove(one) || passive.remove(one);
    }

    /// Abandons all, and is empty: who resumes may come back here. How many they were.
    int end() {
        int served = 0;
        for (var some : List.of(attentive, passive)) {
            while (some.size() > 0) {
                var one = some.get(some.size() - 1);
                some.remove(one);
                one.abandon("the relay ended");
                served++;
            }
        }
        return served;
    }

    /// How many an event is for.
    int listeners(EncodedEvent event) {
        return attentive.size() + (event.reachesPassive() ? passive.size() : 0);
    }

    /// @param place 0 to [#listeners] - 1
    Recipient listener(int place) {
        return place < attentive.size() ? attentive.get(place) : passive.get(place - attentive.size());
    }
}
