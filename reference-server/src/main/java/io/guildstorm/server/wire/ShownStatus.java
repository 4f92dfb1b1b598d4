package io.guildstorm.server.wire;

import io.guildstorm.server.wire.Presence.Platform;
import io.guildstorm.server.wire.Presence.Status;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What others are shown of a user: a status, and one for each platform that it has a connection from. Whoever is
/// invisible is shown as offline, and nothing tells the two apart. One byte, as a gateway keeps one for each user that
/// each of its sessions shows.
/// @param code two bits for the status, then two for each platform in the order of [Platform]: 0 none, then 1 to 3
public record ShownStatus(byte code) {
    public static final ShownStatus OFFLINE = new ShownStatus((byte) 0);

    private static final int BITS = 2;
    private static final int MASK = 3;

    /// Without platforms, as rows of a list of members show it.
    public static ShownStatus of(Status status) {
        return OFFLINE.with(0, status);
    }

    /// @param platform which shows `status` too; a platform that is invisible is not shown
    @SuppressWarnings("EnumOrdinal") // never leaves this process but in a backup that is younger than it
    public ShownStatus with(Platform platform, Status status) {
        return with(platform.ordinal() + 1, status);
    }

    /// @param status in place of what it was, with the same platforms
    public ShownStatus with(Status status) {
        return with(0, status);
    }

    private ShownStatus with(int field, Status status) {
        int cleared = code & ~(MASK << (BITS * field));
        return new ShownStatus((byte) (cleared | (number(status) << (BITS * field))));
    }

    private static int number(Status status) {
        return switch (status) {
            case INVISIBLE -> 0;
            case ONLINE -> 1;
            case IDLE -> 2;
            case DND -> 3;
        };
    }

    private int field(int field) {
        return (code >> (BITS * field)) & MASK;
    }

    public boolean isOffline() {
        return field(0) == 0;
    }

    /// [Status#INVISIBLE] for whoever is offline.
    public Status status() {
        return status(field(0));
    }

    private static Status status(int number) {
        return switch (number) {
            case 1 -> Status.ONLINE;
            case 2 -> Status.IDLE;
            case 3 -> Status.DND;
            default -> Status.INVISIBLE;
        };
    }

    /// Null: it has no connection from there.
    @SuppressWarnings("EnumOrdinal") // as above
    public @Nullable Status on(Platform platform) {
        int number = field(platform.ordinal() + 1);
        return number == 0 ? null : status(number);
    }

    /// Writes the fields `status`, `activities` and `client_status`.
    void write(JsonWriter out) {
        out.name("status").value(isOffline() ? "offline" : text(status()));
        out.name("activities").beginArray().endArray();
        out.name("client_status").beginObject();
        for (Platform platform : Platform.ALL) {
            var there = on(platform);
            if (there != null) {
                out.name(text(platform)).value(text(there));
            }
        }
        out.endObject();
    }

    private static String text(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
