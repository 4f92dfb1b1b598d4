package io.guildstorm.server.api;

import java.util.concurrent.CompletionStage;

/// One line of the route table.
/// @param method of HTTP, upper case
/// @param path with names in braces for what varies: `/api/channels/{channel}`; under `/api` any version is answered
public record Route(String method, String path, Access access, Handler handler) {
    /// Who may call it.
    public enum Access {
        /// Anybody.
        OPEN,
        /// Users, by `Authorization: Bot TOKEN`.
        USER,
        /// The operator, by `Authorization: Bearer ADMIN`.
        ADMIN
    }

    /// Carries a request out. Runs on the connection's lane and may not block; throws
    /// [io.guildstorm.server.wire.RefusedRequest] for what it refuses.
    interface Handler {
        CompletionStage<? extends Answer> handle(Call call);
    }

    /// Longest body that is read, in bytes.
    int bodyMax() {
        return access == Access.ADMIN ? 4 << 20 : 64 << 10;
    }
}
