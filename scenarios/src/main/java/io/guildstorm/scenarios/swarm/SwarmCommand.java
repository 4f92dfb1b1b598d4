package io.guildstorm.scenarios.swarm;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Set;

/// What a swarm process can be told while it runs, one JSON object a line on its stdin. Instants are nanoseconds of
/// CLOCK_MONOTONIC. The end of stdin means that the parent died: the process exits at once.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "cmd")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SwarmCommand.Connect.class, name = "connect"),
    @JsonSubTypes.Type(value = SwarmCommand.Storm.class, name = "storm"),
    @JsonSubTypes.Type(value = SwarmCommand.Reconnect.class, name = "reconnect"),
    @JsonSubTypes.Type(value = SwarmCommand.Window.class, name = "window"),
    @JsonSubTypes.Type(value = SwarmCommand.Untimed.class, name = "untimed"),
    @JsonSubTypes.Type(value = SwarmCommand.WatchTyping.class, name = "watch_typing"),
    @JsonSubTypes.Type(value = SwarmCommand.Addressed.class, name = "addressed"),
    @JsonSubTypes.Type(value = SwarmCommand.RampWindow.class, name = "ramp_window"),
    @JsonSubTypes.Type(value = SwarmCommand.Publish.class, name = "publish"),
    @JsonSubTypes.Type(value = SwarmCommand.Taken.class, name = "taken"),
    @JsonSubTypes.Type(value = SwarmCommand.ReadAgain.class, name = "read_again"),
    @JsonSubTypes.Type(value = SwarmCommand.Drained.class, name = "drained"),
    @JsonSubTypes.Type(value = SwarmCommand.Finish.class, name = "finish")
})
public sealed interface SwarmCommand {
    /// Opens `count` more sessions; answered by [SwarmEvent.Connected] when each is ready or failed.
    record Connect(int count) implements SwarmCommand {}

    /// The same on a schedule that does not wait for the server: the sessions are due evenly from `anchorNs` on, and
    /// how
    /// long each takes to become ready counts from then, in a log of `sign_in`.
    /// @param rate sessions a second
    /// @param inFlight sessions at most between connect and READY; those that are due beyond it begin late
    record Storm(int count, double rate, long anchorNs, int inFlight) implements SwarmCommand {}

    /// The connections of all sessions that are ready are cut, evenly from `anchorNs` on, and each session comes
    /// back at once; answered by [SwarmEvent.Returned] when each is back or failed. How long each was away is in a
    /// log of `away`. Once a process.
    /// @param overNs in which they are cut; 0: all at once
    /// @param afreshOneIn of so many sessions one, by its number, identifies afresh; 0: all resume
    /// @param inFlight sessions at most between connect and READY or RESUMED
    record Reconnect(long anchorNs, long overNs, int afreshOneIn, int inFlight) implements SwarmCommand {}

    /// Deliveries whose intended instant lies in `[fromNs, toNs)` are judged; all others are audited only.
    /// @param phased each delay is kept, so that [Finish] can ask for parts of the window
    record Window(String name, long fromNs, long toNs, boolean phased) implements SwarmCommand {}

    /// Messages of this user are audited as any, and enter no figure.
    record Untimed(long author) implements SwarmCommand {}

    /// It is noted who is told of whose typing, and whom each session shows; [SwarmEvent.Result] tells it.
    /// @param hiding ids of users of whose typing nobody may be told
    record WatchTyping(Set<Long> hiding) implements SwarmCommand {}

    /// What is said mentions everyone: sessions that do not have the guild open are due it as well.
    record Addressed() implements SwarmCommand {}

    /// As [Window] for one step of a ramp, apart from the judged figures; answered by [SwarmEvent.RampStep].
    record RampWindow(long fromNs, long toNs, int step) implements SwarmCommand {}

    /// Floor mode: publishes evenly spaced messages of `bytes` payload bytes, the first due at `anchorNs`;
    /// answered by [SwarmEvent.Published].
    record Publish(double rate, long anchorNs, double seconds, int bytes) implements SwarmCommand {}

    /// The channel was taken from the user of a session, by a call that has returned. The session asks the server for
    /// a mark in its stream: what comes of the channel behind it is leaked.
    /// @param session its number
    record Taken(int session, long begunNs, long answeredNs) implements SwarmCommand {}

    /// So many of the sessions that stopped reading begin again, and see what became of them.
    record ReadAgain(int count) implements SwarmCommand {}

    /// Asks how many due creates have not arrived; answered by [SwarmEvent.Missing].
    /// @param sent the senders' logs so far
    record Drained(List<String> sent) implements SwarmCommand {}

    /// Judges, writes all files, answers with [SwarmEvent.Result], closes all sessions and exits.
    /// @param sent logs of the sends, none in floor mode
    /// @param changes logs of edits and deletes
    /// @param interrupted what is missing counts as in flight, not as lost
    /// @param phases parts of a phased window; each has a log of its own, `delivery_` and its name
    record Finish(List<String> sent, List<String> changes, boolean interrupted, List<Phase> phases)
            implements SwarmCommand {}

    /// Messages whose intended instant lies in `[fromNs, toNs)`.
    record Phase(String name, long fromNs, long toNs) {}
}
