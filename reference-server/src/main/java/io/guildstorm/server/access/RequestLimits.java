package io.guildstorm.server.access;

import io.guildstorm.server.model.Ticker;
import io.guildstorm.server.model.UserId;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// How often HTTP requests are let in: by user and route, by user over all routes, and by address once its requests
/// keep being refused. A user's tokens count together. Any thread.
public final class RequestLimits {
    private final @Nullable RateWindows<Bucket> sends;
    private final @Nullable RateWindows<Bucket> routes;
    private final @Nullable RateWindows<UserId> global;
    private final @Nullable RateWindows<AddressBlock> invalid;

    /// Each null: off.
    /// @param sends of one user to one channel: `access.send-limit`
    /// @param routes of one user by any other route to one channel or guild: `access.route-limit`
    /// @param global of one user by all routes: `access.global-limit`
    /// @param invalid refused requests of one address: `access.invalid-limit`
    public record Settings(
            @Nullable RateLimit sends,
            @Nullable RateLimit routes,
            @Nullable RateLimit global,
            @Nullable RateLimit invalid) {}

    /// Which of the limits of a route counts.
    public enum Kind {
        SEND,
        OTHER
    }

    /// @param route a name for its method and path
    /// @param topLevel the channel or guild that the request is about; 0: neither
    private record Bucket(UserId user, String route, long topLevel) {}

    public RequestLimits(Settings settings, Ticker ticker) {
        sends = windows(settings.sends, ticker);
        routes = windows(settings.routes, ticker);
        global = windows(settings.global, ticker);
        invalid = windows(settings.invalid, ticker);
    }

    private static <K> @Nullable RateWindows<K> windows(@Nullable RateLimit limit, Ticker ticker) {
        return limit == null ? null : new RateWindows<>(limit, ticker);
    }

    /// Counts a request of `user` toward what it may do by all routes; null: there is no such limit.
    public @Nullable Verdict takeOfAll(UserId user) {
        return global == null ? null : global.take(user);
    }

    /// Counts a request toward its bucket; null: there is no such limit, and none is to be announced.
    /// @param route a name for its method and path, the same for all channels
    /// @param topLevel the channel or guild that the request is about; 0: neither
    public @Nullable Verdict take(Kind kind, UserId user, String route, long topLevel) {
        var windows = kind == Kind.SEND ? sends : routes;
        return windows == null ? null : windows.take(new Bucket(user, route, topLevel));
    }

    /// Whether requests of this address are still worked on; null: they always are.
    public @Nullable Verdict look(InetAddress from) {
        return invalid == null ? null : invalid.look(AddressBlock.of(from));
    }

    /// A request of this address was refused: its token, its permission or its pace.
    public void refused(InetAddress from) {
        if (invalid != null) {
            invalid.take(AddressBlock.of(from));
        }
    }
}
