package io.guildstorm.simulator.torture.drive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Messages that somebody has heard of lately: what edits, deletes and reads aim at. Any thread.
final class Board {
    private static final int KEPT = 40;

    /// Half of the time it is one of these, for what was just said is still on its way to somebody.
    private static final int NEWEST = 5;

    private final Map<String, Deque<Posted>> byAuthor = new HashMap<>();
    private final Map<String, Deque<Posted>> byChannel = new HashMap<>();

    record Posted(String channel, long id) {}

    synchronized void announced(String channel, long id) {
        add(byChannel, channel, new Posted(channel, id));
    }

    synchronized void acknowledged(String author, String channel, long id) {
        add(byAuthor, author, new Posted(channel, id));
        add(byChannel, channel, new Posted(channel, id));
    }

    private static void add(Map<String, Deque<Posted>> to, String key, Posted posted) {
        Deque<Posted> kept = to.computeIfAbsent(key, _ -> new ArrayDeque<>());
        if (kept.contains(posted)) return;
        kept.addLast(posted);
        if (kept.size() > KEPT) kept.removeFirst();
    }

    /// One of somebody's own messages.
    synchronized Optional<Posted> own(String author, int choice) {
        return pick(byAuthor, author, choice);
    }

    /// One of the last messages of a channel.
    synchronized Optional<Posted> recent(String channel, int choice) {
        return pick(byChannel, channel, choice);
    }

    private static Optional<Posted> pick(Map<String, Deque<Posted>> from, String key, int choice) {
        List<Posted> kept = new ArrayList<>(from.getOrDefault(key, new ArrayDeque<>()));
        if (kept.isEmpty()) return Optional.empty();
        int among = choice % 2 == 0 ? Math.min(NEWEST, kept.size()) : kept.size();
        return Optional.of(kept.get(kept.size() - 1 - choice / 2 % among));
    }
}
