package io.guildstorm.scenarios.workload;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `@everyone` in a guild of fifteen million: the load of [Guild15m] over one design, once said plainly and once to
/// everyone, on servers set alike.
///
/// With `sessions.passive=on` the two are not due to the same sessions: what is said plainly reaches one in ten, what
/// mentions everyone reaches all.
public record MentionEveryone() implements Workload {
    /// A guild process that is busy with one message for as long as this stalls, in milliseconds: whatever else is said
    /// in it is late by that alone, by Discord's target for a delivery.
    public static final double STALL_MS = 100;

    @Override
    public String name() {
        return "mention-everyone";
    }

    @Override
    public String question() {
        return "Does @everyone in a guild of 15 million stall the guild?";
    }

    @Override
    public String load() {
        return "1 message/s to 1,000,000 sessions, 300 of them with sockets, in a guild of 15,000,000 members; with"
                + " @everyone and plain in turn";
    }

    @Override
    public List<String> mustHold() {
        return Stream.concat(
                        Stream.of("the guild process is busy with one @everyone for less than 100 ms (median)"),
                        new Guild15m().mustHold().stream())
                .toList();
    }

    @Override
    public Map<String, String> switches() {
        return new Guild15m().switches();
    }

    @Override
    public int seconds() {
        return 110;
    }

    @Override
    public List<String> next() {
        return List.of(
                "./guildstorm run mention-everyone --set sessions.passive=on",
                "./guildstorm run mention-everyone --set fanout=direct",
                "./guildstorm run guild-15m");
    }
}
