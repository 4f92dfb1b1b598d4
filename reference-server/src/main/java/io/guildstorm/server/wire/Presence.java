package io.guildstorm.server.wire;

import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.UserId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a session says of its user: the data of a PRESENCE_UPDATE. Activities are checked and not kept.
public record Presence(UserId user, Status status) {
    /// What a client can call itself.
    public enum Status {
        ONLINE,
        IDLE,
        DND,
        /// Shown as if it were not there; "offline" means the same.
        INVISIBLE;

        /// Null: there is no such status.
        static @Nullable Status of(String name) {
            for (Status status : values()) {
                if (status.text().equals(name)) {
                    return status;
                }
            }
            return name.equals("offline") ? INVISIBLE : null;
        }

        private String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether others are told of it: who is offline is left out.
    public boolean isShown() {
        return status != Status.INVISIBLE;
    }

    void write(JsonWriter out, GuildId guild) {
        out.beginObject().name("user").beginObject().name("id").id(user.value()).endObject();
        out.name("guild_id").id(guild.value()).name("status").value(status.text());
        out.name("activities").beginArray().endArray();
        out.name("client_status").beginObject().endObject().endObject();
    }
}
