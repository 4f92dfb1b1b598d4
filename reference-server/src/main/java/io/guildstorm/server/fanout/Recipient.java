package io.guildstorm.server.fanout;

import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.Presence;
import org.jspecify.annotations.Nullable;

/// A session as fan-out sees it, with a socket or in-process. Its lane is fixed while it is joined.
public interface Recipient {
    Lane lane();

    /// How many sessions it stands for: one, or a block of in-process sessions, which a fan-out of relays serves as one
    /// relay.
    default int sessions() {
        return 1;
    }

    /// Whose session it is; for lists of who is online. Any thread.
    /// @param number which of its [#sessions], from 0
    /// @return null: nobody who is listed
    default @Nullable UserId user(int number) {
        return null;
    }

    /// What its client says of its user. Any thread.
    default Presence.Status status() {
        return Presence.Status.ONLINE;
    }

    /// It wants only what [EncodedEvent#reachesPassive] lets through, as of the step that the feeder is at. Any
    /// thread.
    boolean passive();

    /// On its lane, by rising position. Filters (permissions, intents, positions already had), numbers, notes for
    /// resume, queues the frame. Neither blocks nor throws: a session over its bound closes itself.
    void deliver(EncodedEvent event);

    /// Closes it so that it resumes from the event log (4000), on any thread: for a part that was lost or lags.
    void abandon(String reason);
}
