package io.guildstorm.scenarios.swarm;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.guildstorm.scenarios.check.AuditCounts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a swarm process says, one JSON object a line on its stdout. Unknown figures are null.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SwarmEvent.Up.class, name = "up"),
    @JsonSubTypes.Type(value = SwarmEvent.Connected.class, name = "connected"),
    @JsonSubTypes.Type(value = SwarmEvent.Returned.class, name = "returned"),
    @JsonSubTypes.Type(value = SwarmEvent.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = SwarmEvent.Tick.class, name = "tick"),
    @JsonSubTypes.Type(value = SwarmEvent.Closed.class, name = "closed"),
    @JsonSubTypes.Type(value = SwarmEvent.RampStep.class, name = "ramp_step"),
    @JsonSubTypes.Type(value = SwarmEvent.Published.class, name = "published"),
    @JsonSubTypes.Type(value = SwarmEvent.Missing.class, name = "missing"),
    @JsonSubTypes.Type(value = SwarmEvent.Result.class, name = "result")
})
public sealed interface SwarmEvent {
    /// The process takes commands.
    record Up() implements SwarmEvent {}

    /// Each session asked for is ready or failed.
    /// @param ready sessions that are ready now, earlier ones included
    /// @param failed of those just asked for
    /// @param seconds that it took
    /// @param lastReadyNs when the last of them became ready; null: none did
    record Connected(
            int ready, int failed, double seconds, @Nullable Long lastReadyNs) implements SwarmEvent {}

    /// Each session that was cut is back or failed to be.
    /// @param resumed those that went on where they were
    /// @param afresh those that identified, also because they were turned away
    /// @param turnedAway those that asked to resume and were told to start afresh
    /// @param failed those that are not back
    /// @param lastInNs when the last was back; null: none is
    record Returned(
            int resumed,
            int afresh,
            int turnedAway,
            int failed,
            @Nullable Long lastInNs) implements SwarmEvent {}

    /// Sessions that never became ready, said once for each kind of failure with the connect that met it.
    record Refused(String reason, int count) implements SwarmEvent {}

    /// Every 500 ms.
    /// @param delivered creates since the start, all sessions
    /// @param p50Ms of what arrived in the last 5 s, from the intended instant
    /// @param busyMax CPU share of the busiest event loop since the last tick
    /// @param lagMaxMs longest lateness of a loop's own timer since the last tick
    record Tick(
            int ready,
            long delivered,
            @Nullable Double p50Ms,
            @Nullable Double p99Ms,
            double busyMax,
            double lagMaxMs) implements SwarmEvent {}

    /// Sessions ended by the other side since the last tick. 1006: without a close frame.
    record Closed(int code, int count) implements SwarmEvent {}

    /// Figures of one ramp step, one second after its end; what had not arrived by then counts with that delay,
    /// the least that it can have.
    /// @param ready sessions then
    /// @param messages distinct messages of the step that any session saw
    /// @param expected messages × those of them that are due what is said
    record RampStep(
            int step,
            int ready,
            int messages,
            long expected,
            long delivered,
            @Nullable Double p50Ms,
            @Nullable Double p99Ms,
            @Nullable Double maxMs,
            double busyMax)
            implements SwarmEvent {}

    /// Floor mode: all messages of a publish were sent.
    /// @param sent requests written
    /// @param answered 2xx among their answers
    /// @param lagMaxMs longest lateness of a request behind its schedule
    record Published(int sent, int answered, double lagMaxMs) implements SwarmEvent {}

    /// Due creates that have not arrived yet.
    record Missing(long count) implements SwarmEvent {}

    /// The end.
    /// @param examples smallest witnesses of what the audit found, as text, at most ten
    /// @param taken what became of the sessions that the channel was taken from
    /// @param passive what those came to that do not have the guild open
    /// @param typing what was told of who types; null: nobody asked for it
    /// @param closedByCode sessions that the other side ended; 1006: without a close frame
    /// @param frameBytesMedian payload of a measured create, not compressed, null if none came
    /// @param wireBytes received over all sockets, since the start
    /// @param wireBytesPerDelivery mean bytes of a judged create's frame as it came, header included
    /// @param instrumentLag lateness of the loops' own timers in the judged window
    /// @param readWait how long judged deliveries lay in their sockets, at the least, while a loop read others
    /// @param busyMax5s highest CPU share of a loop in any 5 s of the judged window
    /// @param cpuUsPerDelivery CPU of this whole process in the judged window, per delivery that arrived in it
    /// @param sequenceBreaks dispatches whose `s` was not the last + 1
    /// @param unansweredHeartbeats heartbeats that had no answer when the next was due
    record Result(
            AuditCounts audit,
            List<String> examples,
            SessionP99 sessionP99,
            Taken taken,
            Passive passive,
            @Nullable Typing typing,
            Map<Integer, Integer> closedByCode,
            @Nullable Integer frameBytesMedian,
            long wireBytes,
            @Nullable Double wireBytesPerDelivery,
            @Nullable Lag instrumentLag,
            @Nullable Lag readWait,
            @JsonProperty("busy_max_5s") double busyMax5s,
            @Nullable Double cpuUsPerDelivery,
            long sequenceBreaks,
            long unansweredHeartbeats)
            implements SwarmEvent {}

    /// Sessions that do not have the guild open.
    /// @param of how many sessions in all
    /// @param updates that told them, or those that opened it, what is unread
    /// @param updateBytes of their payloads
    record Passive(int sessions, int of, long updates, long updateBytes) {}

    /// What was told of who types, at the end of the run.
    /// @param told how often a session was told that somebody types
    /// @param judgedTold of these, in the judged window
    /// @param judgedBytes of those frames, headers included
    /// @param mostHeard the most that one session was told
    /// @param ofHiding of all, of users who hide
    /// @param toBlind of all, to sessions whose users may not see the channel
    /// @param watching sessions that see the channel and are still there
    /// @param shown user id → how many of them show that user as typing
    /// @param atNs when that was so
    record Typing(
            long told,
            long judgedTold,
            long judgedBytes,
            long mostHeard,
            long ofHiding,
            long toBlind,
            int watching,
            Map<Long, Integer> shown,
            long atNs) {
        /// Both together: of another loop, or another process.
        public Typing plus(Typing other) {
            Map<Long, Integer> both = new TreeMap<>(shown);
            other.shown.forEach((user, count) -> both.merge(user, count, Integer::sum));
            return new Typing(
                    told + other.told,
                    judgedTold + other.judgedTold,
                    judgedBytes + other.judgedBytes,
                    Math.max(mostHeard, other.mostHeard),
                    ofHiding + other.ofHiding,
                    toBlind + other.toBlind,
                    watching + other.watching,
                    both,
                    Math.max(atNs, other.atNs));
        }
    }

    /// p99 of single sessions, and how those are spread.
    /// @param worst the ten slowest sessions
    record SessionP99(
            @Nullable Double p50Ms,
            @Nullable Double p99Ms,
            @Nullable Double maxMs,
            List<Worst> worst) {}

    /// One session's p99.
    record Worst(int session, int loop, double p99Ms) {}

    /// Sessions that the channel was taken from.
    /// @param told of them, those that were told
    /// @param lateMs for each that read a message event of the channel when the call had returned: how long after
    /// it the last one was read, ascending. A client reads late what may have been written early
    record Taken(int sessions, int told, List<Double> lateMs) {}

    /// Milliseconds.
    record Lag(double p99Ms, double maxMs) {}
}
