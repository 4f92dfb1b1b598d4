package io.guildstorm.server.api;

import io.guildstorm.server.api.Route.Access;
import io.guildstorm.server.model.AccessCommand;
import io.guildstorm.server.model.AccessCommand.MemberEdit;
import io.guildstorm.server.model.Ban;
import io.guildstorm.server.model.GuildAnswer.Changed;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.Permissions;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.DiscordObjects;
import io.guildstorm.server.wire.Form;
import io.guildstorm.server.wire.JsonWriter;
import io.guildstorm.server.wire.RefusedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// What is done to members one by one: nick, roles, time-out, kick, ban, and leaving by oneself.
final class ModerationRoutes {
    private static final int NICK_MAX = 32;
    private static final int ROLES_MAX = 250;
    private static final int REASON_MAX = 512;
    private static final int BANS_MAX = 1_000;
    private static final Duration TIME_OUT_MAX = Duration.ofDays(28);
    private static final String GUILD = "/api/guilds/{guild}";
    private static final String MEMBER = GUILD + "/members/{user}";
    private static final String BANS = GUILD + "/bans";
    private static final String BAN = BANS + "/{user}";

    private final ApiParts parts;
    private final Visible visible;
    private final GuildDoor door;

    ModerationRoutes(ApiParts parts) {
        this.parts = parts;
        visible = new Visible(parts.guilds());
        door = new GuildDoor(parts.guilds());
    }

    List<Route> routes() {
        return List.of(
                new Route("PATCH", GUILD, Access.USER, this::rename),
                new Route("PATCH", MEMBER, Access.USER, this::edit),
                new Route("DELETE", MEMBER, Access.USER, this::kick),
                new Route("GET", BANS, Access.USER, this::bans),
                new Route("GET", BAN, Access.USER, this::ban),
                new Route("PUT", BAN, Access.USER, this::putBan),
                new Route("DELETE", BAN, Access.USER, this::unban),
                new Route("DELETE", "/api/users/@me/guilds/{guild}", Access.USER, this::leave));
    }

    private GuildView view(Call call) {
        return visible.guild(call.guild(), call.caller().id());
    }

    private CompletionStage<Answer.Whole> rename(Call call) {
        var guild = view(call).id();
        var form = call.form();
        String name = form.requiredText("name", 2, 100);
        form.check();
        return door.ask(guild, new AccessCommand.RenameGuild(call.caller().id(), name), call, done -> {
            var out = DiscordObjects.beginGuild(new JsonWriter(2_048), done.view());
            return Answer.json(200, out.endObject());
        });
    }

    private CompletionStage<Answer.Whole> edit(Call call) {
        var guild = view(call).id();
        var by = call.caller().id();
        var user = "@me".equals(call.params().get("user")) ? by : call.user();
        var form = call.form();
        var roles = form.ids("roles", ROLES_MAX);
        var to = new MemberEdit(
                form.clears("nick") ? "" : form.text("nick", NICK_MAX).orElse(null),
                form.has("roles") ? roles.stream().distinct().map(RoleId::new).toList() : null,
                form.clears("communication_disabled_until")
                        ? Instant.EPOCH
                        : form.time("communication_disabled_until").orElse(null));
        if (to.timedOutUntil() != null
                && to.timedOutUntil().isAfter(parts.clock().instant().plus(TIME_OUT_MAX))) {
            form.wrong("communication_disabled_until", "DATETIME_TYPE_RANGE", "Must be within the next 28 days.");
        }
        form.check();
        return door.ask(guild, new AccessCommand.EditMember(by, user, to), call, ModerationRoutes::member);
    }

    private static Answer.Whole member(Changed done) {
        var member = done.view().member(new UserId(done.subject()));
        if (member == null) {
            throw new RefusedRequest(404, 10007, "Unknown Member");
        }
        var out = new JsonWriter(512);
        DiscordObjects.member(out, member);
        return Answer.json(200, out);
    }

    private CompletionStage<Answer.Whole> kick(Call call) {
        return door.ask(view(call).id(), new AccessCommand.Kick(call.caller().id(), call.user()), call);
    }

    private CompletionStage<Answer.Whole> leave(Call call) {
        return door.ask(view(call).id(), new AccessCommand.Leave(call.caller().id()), call);
    }

    private GuildView viewOfBans(Call call) {
        var view = view(call);
        if (!Permission.BAN_MEMBERS.in(Permissions.inGuild(view, call.caller().id()))) {
            throw new RefusedRequest(403, 50013, "Missing Permissions");
        }
        return view;
    }

    private CompletionStage<Answer> bans(Call call) {
        int limit = call.limit(BANS_MAX, BANS_MAX);
        long after = call.id("after").orElse(0L);
        var out = new JsonWriter(512).beginArray();
        viewOfBans(call).bans().entrySet().stream()
                .filter(entry -> entry.getKey().value() > after)
                .sorted(Map.Entry.comparingByKey())
                .limit(limit)
                .forEach(entry -> write(out, entry.getValue()));
        return Answer.now(Answer.json(200, out.endArray()));
    }

    private CompletionStage<Answer> ban(Call call) {
        var ban = viewOfBans(call).bans().get(call.user());
        if (ban == null) {
            throw new RefusedRequest(404, 10026, "Unknown Ban");
        }
        var out = new JsonWriter(256);
        write(out, ban);
        return Answer.now(Answer.json(200, out));
    }

    private static void write(JsonWriter out, Ban ban) {
        out.beginObject().name("reason").value(ban.reason()).name("user");
        DiscordObjects.user(out, ban.user());
        out.endObject();
    }

    private CompletionStage<Answer.Whole> putBan(Call call) {
        var guild = view(call).id();
        var user = parts.accounts().user(call.user());
        if (user == null) {
            throw new RefusedRequest(404, 10013, "Unknown User");
        }
        Form form = call.form();
        var reason = form.text("reason", REASON_MAX).orElse(null);
        form.check();
        return door.ask(guild, new AccessCommand.BanUser(call.caller().id(), user, reason), call);
    }

    private CompletionStage<Answer.Whole> unban(Call call) {
        return door.ask(view(call).id(), new AccessCommand.Unban(call.caller().id(), call.user()), call);
    }
}
