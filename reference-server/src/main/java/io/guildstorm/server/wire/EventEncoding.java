package io.guildstorm.server.wire;

import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildView;

/// Events of a guild as JSON.
final class EventEncoding {
    private EventEncoding() {}

    static EventBody encode(GuildEvent event, GuildView view) {
        throw new UnsupportedOperationException("not landed yet: " + event + " " + view.id());
    }
}
