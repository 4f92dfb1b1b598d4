package io.guildstorm.server.api;

import io.guildstorm.server.api.Route.Access;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.User;
import io.guildstorm.server.wire.DiscordObjects;
import io.guildstorm.server.wire.JsonWriter;
import io.guildstorm.server.wire.RefusedRequest;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// What clients ask when they log in: who am I, where is the gateway, which guilds are mine.
final class UserRoutes {
    private static final int GUILDS_MAX = 200;

    /// A key that fits the form; nothing here signs interactions.
    private static final String VERIFY_KEY = "0".repeat(64);

    private final ApiParts parts;

    UserRoutes(ApiParts parts) {
        this.parts = parts;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/api/gateway", Access.OPEN, this::gateway),
                new Route("GET", "/api/gateway/bot", Access.USER, this::gatewayForBots),
                new Route("GET", "/api/users/@me", Access.USER, this::self),
                new Route("GET", "/api/users/@me/guilds", Access.USER, this::guilds),
                new Route("GET", "/api/users/{user}", Access.USER, this::user),
                new Route("GET", "/api/applications/@me", Access.USER, this::application),
                new Route("GET", "/api/oauth2/applications/@me", Access.USER, this::application));
    }

    /// Under the name by which the client reached us: an address that it can reach.
    private String url(Call call) {
        return parts.scheme().webSocket() + "://" + call.host() + "/gateway";
    }

    private CompletionStage<Answer> gateway(Call call) {
        return Answer.now(Answer.json(
                200,
                new JsonWriter(64).beginObject().name("url").value(url(call)).endObject()));
    }

    private CompletionStage<Answer> gatewayForBots(Call call) {
        var out = new JsonWriter(192).beginObject().name("url").value(url(call));
        out.name("shards").value(1).name("session_start_limit").beginObject();
        var left = parts.identifies().left(call.caller().id());
        out.name("total").value(left.total()).name("remaining").value(left.remaining());
        out.name("reset_after").value(Throttle.millis(left.resetAfter()));
        out.name("max_concurrency").value(left.concurrency());
        return Answer.now(Answer.json(200, out.endObject().endObject()));
    }

    private CompletionStage<Answer> self(Call call) {
        var out = new JsonWriter(256);
        DiscordObjects.ownUser(out, call.caller());
        return Answer.now(Answer.json(200, out));
    }

    private CompletionStage<Answer> user(Call call) {
        User user = parts.accounts().user(call.user());
        if (user == null) {
            throw new RefusedRequest(404, 10013, "Unknown User");
        }
        var out = new JsonWriter(256);
        DiscordObjects.user(out, user);
        return Answer.now(Answer.json(200, out));
    }

    private CompletionStage<Answer> guilds(Call call) {
        int limit = call.limit(GUILDS_MAX, GUILDS_MAX);
        long after = call.id("after").orElse(0L);
        long before = call.id("before").orElse(Long.MAX_VALUE);
        var reader = call.caller().id();
        var out = new JsonWriter(256).beginArray();
        parts.accounts().guildsOf(reader).stream()
                .filter(guild -> guild.value() > after && guild.value() < before)
                .sorted()
                .limit(limit)
                .map((GuildId guild) -> parts.guilds().view(guild))
                .forEach(view -> {
                    if (view != null && view.member(reader) != null) {
                        DiscordObjects.partialGuild(out, view, reader);
                    }
                });
        return Answer.now(Answer.json(200, out.endArray()));
    }

    private CompletionStage<Answer> application(Call call) {
        var owner = call.caller();
        var out = new JsonWriter(512).beginObject().name("id").id(owner.id().value());
        out.name("name").value(owner.name()).name("icon").nullValue();
        out.name("description").value("").name("bot_public").value(false);
        out.name("bot_require_code_grant").value(false);
        out.name("verify_key").value(VERIFY_KEY).name("flags").value(0).name("owner");
        DiscordObjects.user(out, owner);
        return Answer.now(Answer.json(200, out.name("team").nullValue().endObject()));
    }
}
