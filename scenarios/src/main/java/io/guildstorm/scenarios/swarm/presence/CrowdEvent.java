package io.guildstorm.scenarios.swarm.presence;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a crowd says, one JSON object a line on its stdout.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CrowdEvent.Up.class, name = "up"),
    @JsonSubTypes.Type(value = CrowdEvent.Connected.class, name = "connected"),
    @JsonSubTypes.Type(value = CrowdEvent.Tick.class, name = "tick"),
    @JsonSubTypes.Type(value = CrowdEvent.Result.class, name = "result")
})
public sealed interface CrowdEvent {
    /// The process takes commands.
    record Up() implements CrowdEvent {}

    /// Each session is ready or failed.
    /// @param failures why → how many
    record Connected(int ready, Map<String, Integer> failures, double seconds) implements CrowdEvent {}

    /// Every 500 ms.
    /// @param updates statuses told since the start, all sessions
    record Tick(int ready, long updates) implements CrowdEvent {}

    /// The end.
    /// @param seconds what came in each second since the connecting began
    /// @param beganNs when that was
    /// @param changes what users of this process did to their statuses
    /// @param views compared at rest
    /// @param wrong of them
    /// @param takenBack differences that ended since the truth came back to what was seen
    /// @param examples some of the wrong ones, in words
    /// @param watchers sessions that watched to the end
    /// @param closedByCode sessions that the other side ended; 1006: without a close frame
    /// @param wireBytes received over all sockets, since the start
    /// @param phones what phones with their screens off received; null: there were none
    /// @param instrumentLag lateness of the loop's own timer
    record Result(
            List<Second> seconds,
            long beganNs,
            long changes,
            long views,
            long wrong,
            long takenBack,
            List<String> examples,
            int watchers,
            Map<Integer, Integer> closedByCode,
            long wireBytes,
            @Nullable Phones phones,
            @Nullable Lag instrumentLag,
            long sequenceBreaks,
            long unansweredHeartbeats)
            implements CrowdEvent {
        public Result {
            seconds = List.copyOf(seconds);
            examples = List.copyOf(examples);
            closedByCode = Map.copyOf(closedByCode);
        }

        public long updates() {
            return seconds.stream().mapToLong(Second::updates).sum();
        }

        public long dispatches() {
            return seconds.stream().mapToLong(Second::dispatches).sum();
        }

        /// Of the frames that brought statuses.
        public long bytes() {
            return seconds.stream().mapToLong(Second::bytes).sum();
        }
    }

    /// One second.
    /// @param updates statuses told
    /// @param dispatches that brought them
    /// @param bytes of their frames
    record Second(long updates, long dispatches, long bytes) {}

    /// All phones together, while they were measured, by the clock of the run.
    /// @param seconds of all of them
    /// @param updates statuses told
    /// @param frames that brought them
    /// @param bytes of these
    /// @param wakeUps frames that came while the radio slept
    /// @param awakeSeconds for which it did not
    record Phones(
            int phones, double seconds, long updates, long frames, long bytes, long wakeUps, double awakeSeconds) {
        /// The same phones, measured once more.
        public Phones and(Phones more) {
            return new Phones(
                    phones,
                    seconds + more.seconds,
                    updates + more.updates,
                    frames + more.frames,
                    bytes + more.bytes,
                    wakeUps + more.wakeUps,
                    awakeSeconds + more.awakeSeconds);
        }
    }

    /// Milliseconds.
    record Lag(double p99Ms, double maxMs) {}
}
