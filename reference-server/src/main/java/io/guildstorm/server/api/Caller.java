package io.guildstorm.server.api;

import io.guildstorm.server.access.AdminToken;
import io.guildstorm.server.access.Tokens;
import io.guildstorm.server.model.User;
import io.guildstorm.server.store.Accounts;
import io.guildstorm.server.wire.RefusedRequest;
import org.jspecify.annotations.Nullable;

/// Who is asking. Immutable; any thread.
record Caller(Tokens tokens, Accounts accounts, AdminToken admin) {
    private static final String BOT = "Bot ";
    private static final String BEARER = "Bearer ";

    /// @param authorization the header; null: none was sent
    /// @return null where the route needs no user
    @Nullable
    User verify(Route route, @Nullable String authorization) {
        return switch (route.access()) {
            case OPEN -> null;
            case USER -> user(authorization);
            case ADMIN -> {
                if (authorization == null
                        || !authorization.startsWith(BEARER)
                        || !admin.matches(authorization.substring(BEARER.length()))) {
                    throw unauthorized();
                }
                yield null;
            }
        };
    }

    private User user(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(BOT)) {
            throw unauthorized();
        }
        var user = tokens.verify(authorization.substring(BOT.length()))
                .map(accounts::user)
                .orElse(null);
        if (user == null) {
            throw unauthorized();
        }
        return user;
    }

    private static RefusedRequest unauthorized() {
        return new RefusedRequest(401, 0, "401: Unauthorized");
    }
}
