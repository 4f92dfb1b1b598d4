package io.guildstorm.server.fanout;

import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.wire.EventBody;

/// One event of a guild, encoded once, shared by all who get it. Immutable; any thread.
/// @param position its place in the guild: epoch in the upper 16 bits, counter in the lower 48, rising for ever
/// @param event what happened, for filters
/// @param body the bytes that every recipient gets
/// @param view the guild right after it
public record EncodedEvent(long position, GuildId guild, GuildEvent event, EventBody body, GuildView view) {
    /// Whether passive sessions want it: none of today's events is withheld from them yet but typing.
    public boolean reachesPassive() {
        return !(event instanceof GuildEvent.TypingStarted);
    }
}
