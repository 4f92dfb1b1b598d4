package io.guildstorm.server.presence;

import io.guildstorm.server.wire.Presence;
import java.util.List;

/// What a lane hears from the presence servers. Called on their threads: the lane takes it up by a task.
public interface LanePresence {
    /// Users whose status others are shown has become this. Without subscriptions all users, else those that the lane
    /// subscribed to, and perhaps others.
    void told(List<Presence> changed);

    /// What the users of some of the lane's own sessions come to, with all their devices, before it is told to others.
    void own(List<Own> changed);

    /// @param device which of its sessions
    /// @param status [Presence.Status#INVISIBLE]: others are not shown it
    record Own(long device, Presence.Status status) {}

    /// A presence server knows nothing any more: it is to be told of all sessions of its users, and of all its users
    /// whom sessions show, and that this was all.
    void reborn(int server);

    /// One of its sessions beats, and its presence server does not know it: it is to be told of it.
    void unknown(long device);
}
