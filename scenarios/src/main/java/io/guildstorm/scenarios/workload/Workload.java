package io.guildstorm.scenarios.workload;

import java.util.List;
import java.util.Map;

/// A scenario: one question that a run answers.
public sealed interface Workload
        permits HotChannel,
                Guild15m,
                Swept,
                CrashMidSend,
                PermissionRevoke,
                SlowConsumers,
                Storm,
                FloodingSender,
                TypingStorm,
                PresenceStorm,
                PresenceSavings,
                PresenceVisible,
                PresencePhone,
                MentionEveryone {
    /// Every scenario that is built, in the order in which they are told.
    List<Workload> ALL = List.of(
            new HotChannel(),
            new Guild15m(),
            new PresenceStorm(),
            new GuildSizes(),
            new RelaySizes(),
            new MentionEveryone(),
            new CrashMidSend(),
            new PermissionRevoke(),
            new SlowConsumers(),
            new IdentifyStorm(),
            new ReconnectStorm(),
            new FloodingSender(),
            new TypingStorm(),
            new PresenceSavings(),
            new PresenceVisible(),
            new PresencePhone());

    /// The three storms that are played when none is named.
    List<Workload> HEADLINE = List.of(new HotChannel(), new Guild15m(), new PresenceStorm());

    /// Every limit of requests and sign-ins off: a few users of a load send as much as thousands would.
    Map<String, String> UNLIMITED = Map.of(
            "access.send-limit", "off",
            "access.route-limit", "off",
            "access.global-limit", "off",
            "access.invalid-limit", "off",
            "access.identify-limit", "off",
            "access.identify-concurrency", "off",
            "access.shard-guilds", "off");

    /// As typed after `run`.
    String name();

    /// What the run answers, one line.
    String question();

    /// What is done to the server, one sentence.
    String load();

    /// What must hold for the run to pass, one rule a line.
    List<String> mustHold();

    /// Switches that the scenario sets unless the user does.
    Map<String, String> switches();

    /// How long it takes here, roughly, in seconds.
    int seconds();

    /// Commands worth a look afterwards.
    List<String> next();
}
