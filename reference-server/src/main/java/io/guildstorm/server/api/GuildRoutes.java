package io.guildstorm.server.api;

import io.guildstorm.server.api.Route.Access;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Permissions;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.presence.Presences;
import io.guildstorm.server.wire.DiscordObjects;
import io.guildstorm.server.wire.JsonWriter;
import io.guildstorm.server.wire.RefusedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Reading guilds, their channels, roles and members: all from the guild's view, but for how many are online; nothing
/// from the store.
final class GuildRoutes {
    private static final int MEMBERS_MAX = 1_000;
    private static final String GUILD = "/api/guilds/{guild}";

    private final Visible visible;
    private final Presences presences;

    GuildRoutes(ApiParts parts) {
        presences = parts.presences();
        visible = new Visible(parts.guilds());
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", GUILD, Access.USER, this::guild),
                new Route("GET", GUILD + "/channels", Access.USER, this::channels),
                new Route("GET", GUILD + "/members", Access.USER, this::members),
                new Route("GET", GUILD + "/members/search", Access.USER, this::search),
                new Route("GET", GUILD + "/members/{user}", Access.USER, this::member));
    }

    private GuildView view(Call call) {
        return visible.guild(call.guild(), call.caller().id());
    }

    private CompletionStage<Answer> guild(Call call) {
        var view = view(call);
        var out = DiscordObjects.beginGuild(new JsonWriter(2_048), view);
        if (!call.text("with_counts").orElse("false").equals("true")) {
            return Answer.now(Answer.json(200, out.endObject()));
        }
        out.name("approximate_member_count").value(view.members().size());
        if (view.members().size() > Presences.MEMBERS_MAX) {
            return Answer.now(Answer.json(200, out.endObject()));
        }
        var ids = new ArrayList<UserId>();
        view.members().forEach(member -> ids.add(member.user().id()));
        return presences.query(ids).thenApply(shown -> {
            out.name("approximate_presence_count").value(shown.size());
            return Answer.json(200, out.endObject());
        });
    }

    private CompletionStage<Answer> channels(Call call) {
        var out = new JsonWriter(1_024).beginArray();
        var view = view(call);
        var reader = call.caller().id();
        view.channels().stream()
                .filter(channel -> Permissions.sees(view, channel, reader))
                .forEach(channel -> DiscordObjects.channel(out, channel));
        return Answer.now(Answer.json(200, out.endArray()));
    }

    private CompletionStage<Answer> members(Call call) {
        int limit = call.limit(MEMBERS_MAX, 1);
        long after = call.id("after").orElse(0L);
        var members = view(call).members().after(after);
        var page = new ArrayList<Member>();
        while (page.size() < limit && members.hasNext()) {
            page.add(members.next());
        }
        return Answer.now(listed(page));
    }

    private CompletionStage<Answer> search(Call call) {
        int limit = call.limit(MEMBERS_MAX, 1);
        String start = call.text("query").orElse("");
        if (start.isEmpty()) {
            throw Call.wrong("query", "BASE_TYPE_REQUIRED", "This field is required.");
        }
        var search = view(call).members().named(start, limit);
        return search.advance()
                ? Answer.now(listed(search.found()))
                : CompletableFuture.supplyAsync(() -> listed(search.all())); // so long that it may not hold up a lane
    }

    private static Answer listed(List<Member> members) {
        var out = new JsonWriter(256).beginArray();
        members.forEach(member -> DiscordObjects.member(out, member));
        return Answer.json(200, out.endArray());
    }

    private CompletionStage<Answer> member(Call call) {
        var view = view(call);
        UserId wanted = "@me".equals(call.params().get("user")) ? call.caller().id() : call.user();
        var member = view.member(wanted);
        if (member == null) {
            throw new RefusedRequest(404, 10007, "Unknown Member");
        }
        var out = new JsonWriter(512);
        DiscordObjects.member(out, member);
        return Answer.now(Answer.json(200, out));
    }
}
