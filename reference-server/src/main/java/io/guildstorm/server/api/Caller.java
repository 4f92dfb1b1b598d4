package io.guildstorm.server.api;

import io.guildstorm.server.access.AdminToken;
import io.guildstorm.server.access.Origins;
import io.guildstorm.server.access.Tokens;
import io.guildstorm.server.access.Tokens.Grant;
import io.guildstorm.server.model.User;
import io.guildstorm.server.store.Accounts;
import io.guildstorm.server.wire.RefusedRequest;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Who is asking. Any thread.
record Caller(Tokens tokens, Accounts accounts, AdminToken admin, Origins origins) {
    private static final String BOT = "Bot ";
    private static final String BEARER = "Bearer ";

    /// A user, and by which token.
    record Who(User user, Grant grant) {}

    /// Whether the web page may ask that does, if it is one.
    /// @param at the connection
    boolean isWelcome(Channel at, HttpHeaders headers) {
        var pages = headers.getAll(HttpHeaderNames.ORIGIN);
        if (pages.isEmpty()) {
            return true;
        }
        boolean loopback = at.localAddress() instanceof InetSocketAddress address
                && address.getAddress().isLoopbackAddress();
        return origins.allow(pages, new Origins.Way(headers.get(HttpHeaderNames.HOST, ""), loopback));
    }

    /// @param authorization the header; null: none was sent
    /// @return null where the route needs no user
    @Nullable
    Who verify(Route route, @Nullable String authorization) {
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

    /// The user, if the token still counts: a body may be long in coming, and the token be taken back meanwhile.
    @Nullable
    User still(@Nullable Who who) {
        if (who != null && !tokens.holds(who.grant)) {
            throw unauthorized();
        }
        return who == null ? null : who.user;
    }

    private Who user(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(BOT)) {
            throw unauthorized();
        }
        var grant = tokens.open(authorization.substring(BOT.length())).orElse(null);
        var user = grant == null ? null : accounts.user(grant.user());
        if (grant == null || user == null) {
            throw unauthorized();
        }
        return new Who(user, grant);
    }

    private static RefusedRequest unauthorized() {
        return new RefusedRequest(401, 0, "401: Unauthorized");
    }
}
