package io.guildstorm.server.access;

import java.util.concurrent.CompletionStage;

/// Takes tokens back. Any thread.
@FunctionalInterface
public interface Revoker {
    /// When the stage completes, it survives a crash, none of these tokens opens anything, and no session that began by
    /// one of them is connected.
    CompletionStage<Void> revoke(Revocation revocation);
}
