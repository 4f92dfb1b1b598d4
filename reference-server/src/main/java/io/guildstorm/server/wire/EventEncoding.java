package io.guildstorm.server.wire;

import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildView;
import java.nio.charset.StandardCharsets;

/// Events of a guild as JSON.
final class EventEncoding {
    private EventEncoding() {}

    static EventBody encode(GuildEvent event, GuildView view) {
        return new EventBody(
                EventBody.prefixOf(event.getClass().getSimpleName()),
                (",\"op\":0,\"d\":{\"guild_id\":\"" + view.id() + "\"}}").getBytes(StandardCharsets.UTF_8),
                null,
                0);
    }
}
