package io.guildstorm.server.presence;

import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.Presence;
import io.guildstorm.server.wire.Presence.Platform;
import io.guildstorm.server.wire.Presence.Status;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// The door to all presence servers. Any thread; nothing here blocks. What one lane says of one user is taken up in
/// that order.
public interface Presences {
    /// Of guilds with more members nobody asks for the statuses of all: a server would have to look up each.
    int MEMBERS_MAX = 75_000;

    PresenceSettings settings();

    /// @param lanes all lanes of the node, by their numbers; once, before anything else is called
    void connect(List<? extends LanePresence> lanes);

    /// Which server has the user, from 0.
    int serverOf(UserId user);

    /// A session is there, or is now on this lane, or says something else, or was heard of.
    /// @param awayMillis for how long nobody has been at it; negative: somebody is
    /// @param silentMillis for how long it has not been heard of
    record Device(int lane, UserId user, long id, Platform platform, Status said, long awayMillis, long silentMillis) {}

    void present(Device device);

    /// It has gone for good.
    void gone(UserId user, long device);

    /// Devices that beat, all of users of one server. One that the server does not know is asked for.
    @SuppressWarnings("ArrayRecordComponent") // made for this message, and nobody else's from then on
    record Beats(int lane, int server, long[] users, long[] devices) {}

    void beats(Beats beats);

    /// The lane wants to hear of these users: of each at once, then whenever its status becomes another.
    void watch(int lane, Collection<UserId> users);

    /// It does not any more.
    void unwatch(int lane, Collection<UserId> users);

    /// All that a lane had to say to a server that is reborn was said.
    void announced(int lane, int server);

    /// Which of these users are shown, and as what; who is offline is left out. Fails when a server does not answer.
    CompletionStage<List<Presence>> query(Collection<UserId> users);

    /// Whether a user hides: it has a device and is shown as offline by its own will.
    CompletionStage<Boolean> hides(UserId user);

    /// A fault on purpose: the server loses all it knows.
    /// @param server from 0
    void end(int server);
}
