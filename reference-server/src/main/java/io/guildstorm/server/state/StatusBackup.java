package io.guildstorm.server.state;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// The switch `presence.backup` at a value other than `none`: what presence servers know of their users, for the one
/// that takes a server's place. Any thread; no call blocks. What is saved is in order and may be lost: it is a start
/// for
/// a server that knows nothing, which the gateway's sessions then correct.
public interface StatusBackup {
    /// In place of what was saved of these users before.
    /// @param users by id; an empty array: nothing is known of the user any more
    /// @param lifetime after which all that the server saved is gone, unless it saves or keeps again
    void save(int server, Map<Long, byte[]> users, Duration lifetime);

    /// What the server saved lives on for so long.
    void keep(int server, Duration lifetime);

    /// All that was saved of a server's users. Fails when nobody answers in time.
    CompletionStage<Map<Long, byte[]>> load(int server);
}
