package io.guildstorm.server.api;

import io.guildstorm.server.access.RequestLimits.Kind;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/// One line of the route table.
/// @param method of HTTP, upper case
/// @param path with names in braces for what varies: `/api/channels/{channel}`; under `/api` any version is answered
/// @param limit which of the limits of a route counts
/// @param bucket what clients know its limit by: the same for all channels, as they put the channel's id beside it
///     themselves
public record Route(String method, String path, Access access, Handler handler, Kind limit, String bucket) {
    Route(String method, String path, Access access, Handler handler) {
        this(method, path, access, handler, Kind.OTHER);
    }

    Route(String method, String path, Access access, Handler handler, Kind limit) {
        this(method, path, access, handler, limit, bucket(method, path));
    }

    private static String bucket(String method, String path) {
        return (method + path.replace("/api/", "/").replaceAll("[{}]", "").replace('/', '-')).toLowerCase(Locale.ROOT);
    }

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
