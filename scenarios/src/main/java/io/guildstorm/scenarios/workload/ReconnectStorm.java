package io.guildstorm.scenarios.workload;

import java.util.List;

/// Thousands lose their connections at once and come back: those who stayed must not notice, and who comes back must
/// not
/// have missed anything. See [Storm].
///
/// Most resume where they were, as the server still has their sessions; one in [#AFRESH_ONE_IN] signs in anew, as a
/// client does that was restarted. Nobody waits before coming back: clients in earnest draw a pause of a second or
/// more,
/// and this is what happens if they do not.
public record ReconnectStorm() implements Storm {
    /// Of so many who were cut one identifies afresh.
    public static final int AFRESH_ONE_IN = 5;

    @Override
    public String name() {
        return "reconnect-storm";
    }

    @Override
    public String question() {
        return "When thousands lose their connections, how soon is everybody back?";
    }

    @Override
    public String load() {
        return "up to 20 messages/s to 500 sessions that stay while 5,000 are cut and come back, one in five afresh;"
                + " with and without admission in turn";
    }

    @Override
    public List<String> mustHold() {
        return Storm.mustHold(
                "those who stayed",
                "everybody is back, and who resumed got every delivery once, in order, intact, also those said meanwhile");
    }

    @Override
    public List<String> next() {
        return List.of("./guildstorm run reconnect-storm --over 60s", "./guildstorm run identify-storm");
    }
}
