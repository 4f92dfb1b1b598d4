package io.guildstorm.server.wire;

import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.UserId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What others are shown of one user: the data of a PRESENCE_UPDATE. Activities are checked and not kept.
public record Presence(UserId user, ShownStatus shown) {
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
                if (status.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return status;
                }
            }
            return name.equals("offline") ? INVISIBLE : null;
        }
    }

    /// Where a client runs, as far as others are told.
    public enum Platform {
        DESKTOP,
        MOBILE,
        /// Browsers, bots, and whatever does not say.
        WEB;

        static final List<Platform> ALL = List.of(values());

        /// By what IDENTIFY says of the client, as Discord's own clients put it.
        /// @param browser its property `browser`
        static Platform of(String browser) {
            String word = browser.toLowerCase(Locale.ROOT);
            if (word.contains("android") || word.contains("ios")) {
                return MOBILE;
            }
            return word.equals("discord client") ? DESKTOP : WEB;
        }
    }

    /// What one client says of its user, by IDENTIFY or op 3.
    /// @param afk nobody is at the client since `sinceMillis`
    /// @param sinceMillis by the client's own clock, since the epoch; 0: it did not say
    public record Claim(Status status, boolean afk, long sinceMillis) {
        public static final Claim ONLINE = new Claim(Status.ONLINE, false, 0);
    }

    /// Without platforms.
    public static Presence of(UserId user, Status status) {
        return new Presence(user, ShownStatus.of(status));
    }

    /// Whether others are told of it at first: who is offline is left out.
    public boolean isShown() {
        return !shown.isOffline();
    }

    void write(JsonWriter out, GuildId guild) {
        out.beginObject().name("user").beginObject().name("id").id(user.value()).endObject();
        out.name("guild_id").id(guild.value());
        shown.write(out);
        out.endObject();
    }
}
