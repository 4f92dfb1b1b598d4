package io.guildstorm.scenarios.workload;

import java.util.List;

/// Thousands sign in at once beside a busy channel: those who are there already must not notice. See [Storm].
public record IdentifyStorm() implements Storm {
    @Override
    public String name() {
        return "identify-storm";
    }

    @Override
    public String question() {
        return "Do thousands who sign in at once stall those already there?";
    }

    @Override
    public String load() {
        return "up to 20 messages/s to 500 sessions while 5,000 more sign in; with and without admission in turn";
    }

    @Override
    public List<String> mustHold() {
        return Storm.mustHold(
                "those already there", "everybody is let in, and from then on every delivery once, in order, intact");
    }

    @Override
    public List<String> next() {
        return List.of("./guildstorm run identify-storm --storm 18000", "./guildstorm run reconnect-storm");
    }
}
