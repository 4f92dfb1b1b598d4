package io.guildstorm.server.presence;

import io.guildstorm.server.presence.Presences.Beats;
import io.guildstorm.server.presence.Presences.Device;
import io.guildstorm.server.wire.Presence;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What a presence server is told and asked, on one node: nothing of it is written down.
sealed interface PresenceMessage {
    record Present(Device device) implements PresenceMessage {}

    record Gone(long user, long device) implements PresenceMessage {}

    record Beaten(Beats beats) implements PresenceMessage {}

    @SuppressWarnings("ArrayRecordComponent") // made for this message
    record Watch(int lane, long[] users) implements PresenceMessage {}

    @SuppressWarnings("ArrayRecordComponent") // made for this message
    record Unwatch(int lane, long[] users) implements PresenceMessage {}

    record Announced(int lane) implements PresenceMessage {}

    record Restored(Map<Long, byte[]> saved) implements PresenceMessage {}

    @SuppressWarnings("ArrayRecordComponent") // made for this message
    record Query(long[] users, Consumer<List<Presence>> asker) implements PresenceMessage {}

    record Hides(long user, Consumer<Boolean> asker) implements PresenceMessage {}

    /// Time goes on.
    enum Tick implements PresenceMessage {
        TICK
    }

    /// A fault on purpose.
    enum End implements PresenceMessage {
        END
    }
}
