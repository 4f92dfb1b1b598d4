package io.guildstorm.scenarios.swarm.presence;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a crowd can be told while it runs, one JSON object a line on its stdin. Instants are nanoseconds of
/// CLOCK_MONOTONIC. The end of stdin means that the parent died: the process exits at once.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "cmd")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CrowdCommand.Connect.class, name = "connect"),
    @JsonSubTypes.Type(value = CrowdCommand.Play.class, name = "play"),
    @JsonSubTypes.Type(value = CrowdCommand.Finish.class, name = "finish")
})
public sealed interface CrowdCommand {
    /// All connect, as fast as the server lets them; answered by [CrowdEvent.Connected].
    record Connect() implements CrowdCommand {}

    /// Everybody does what its role says, by the timetable from this instant on.
    record Play(long anchorNs) implements CrowdCommand {}

    /// Compares what was told with what was true, writes all files, answers with [CrowdEvent.Result], closes all
    /// sessions and exits.
    /// @param statuses files of what others did to their users' statuses
    /// @param atRestNs when every view must be right; null: the run was cut short, and none is compared
    record Finish(List<String> statuses, @Nullable Long atRestNs) implements CrowdCommand {}
}
