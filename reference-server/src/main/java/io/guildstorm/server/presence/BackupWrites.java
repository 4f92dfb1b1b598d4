package io.guildstorm.server.presence;

import io.guildstorm.server.state.StatusBackup;
import java.util.HashMap;
import java.util.Map;

/// What of a presence server's users has changed since it was saved last, in one piece a tick. What did not change is
/// kept from expiring as long as the server lives.
///
/// **Owner:** the presence server.
final class BackupWrites {
    /// How often a backup is kept from expiring within the time that it lives.
    private static final int KEEPS_A_LIFE = 4;

    private final StatusBackup backup;
    private final int server;
    private final PresenceSettings settings;
    private final long keepMillis;
    private Map<Long, byte[]> changed = new HashMap<>();
    private long keptMillis;

    /// @param server its number
    BackupWrites(StatusBackup backup, int server, PresenceSettings settings) {
        this.backup = backup;
        this.server = server;
        this.settings = settings;
        keepMillis = settings.ttl().toMillis() / KEEPS_A_LIFE;
    }

    StatusBackup backup() {
        return backup;
    }

    void changed(PresentUser user, long nowMillis) {
        changed.put(user.id, SavedUser.encode(user, nowMillis));
    }

    void write(long nowMillis) {
        if (!changed.isEmpty()) {
            backup.save(server, changed, settings.ttl());
            changed = new HashMap<>();
            keptMillis = nowMillis;
        } else if (nowMillis - keptMillis > keepMillis) {
            backup.keep(server, settings.ttl());
            keptMillis = nowMillis;
        }
    }
}
