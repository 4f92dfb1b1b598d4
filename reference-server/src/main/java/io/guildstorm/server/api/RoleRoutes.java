package io.guildstorm.server.api;

import io.guildstorm.server.api.Answer.Whole;
import io.guildstorm.server.api.Route.Access;
import io.guildstorm.server.model.AccessCommand;
import io.guildstorm.server.model.AccessCommand.RoleEdit;
import io.guildstorm.server.model.GuildAnswer.Changed;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.wire.DiscordObjects;
import io.guildstorm.server.wire.Form;
import io.guildstorm.server.wire.JsonWriter;
import io.guildstorm.server.wire.RefusedRequest;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Roles: listed, made, changed, removed, given and taken.
final class RoleRoutes {
    private static final int NAME_MAX = 100;
    private static final int POSITION_MAX = 1_000;
    private static final int COLOR_MAX = 0xFF_FFFF;
    private static final String ROLES = "/api/guilds/{guild}/roles";
    private static final String ROLE = ROLES + "/{role}";
    private static final String HELD = "/api/guilds/{guild}/members/{user}/roles/{role}";

    private final Visible visible;
    private final GuildDoor door;

    RoleRoutes(ApiParts parts) {
        visible = new Visible(parts.guilds());
        door = new GuildDoor(parts.guilds());
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", ROLES, Access.USER, this::list),
                new Route("GET", ROLE, Access.USER, this::read),
                new Route("POST", ROLES, Access.USER, this::create),
                new Route("PATCH", ROLE, Access.USER, this::edit),
                new Route("DELETE", ROLE, Access.USER, this::delete),
                new Route("PUT", HELD, Access.USER, this::grant),
                new Route("DELETE", HELD, Access.USER, this::revoke));
    }

    private CompletionStage<Answer> list(Call call) {
        var view = visible.guild(call.guild(), call.caller().id());
        var out = new JsonWriter(1_024).beginArray();
        view.roles().values().forEach(role -> DiscordObjects.role(out, role));
        return Answer.now(Answer.json(200, out.endArray()));
    }

    private CompletionStage<Answer> read(Call call) {
        var view = visible.guild(call.guild(), call.caller().id());
        return Answer.now(role(new Changed(view, id(call).value())));
    }

    private CompletionStage<Whole> create(Call call) {
        var by = call.caller().id();
        var guild = visible.guild(call.guild(), by).id();
        return door.ask(guild, new AccessCommand.CreateRole(by, edit(call.form())), call, RoleRoutes::role);
    }

    private CompletionStage<Whole> edit(Call call) {
        var by = call.caller().id();
        var guild = visible.guild(call.guild(), by).id();
        return door.ask(guild, new AccessCommand.EditRole(by, id(call), edit(call.form())), call, RoleRoutes::role);
    }

    private static RoleEdit edit(Form form) {
        var bits = form.bits("permissions", Permission.ALL);
        var edit = new RoleEdit(
                form.has("name") ? form.requiredText("name", 1, NAME_MAX) : null,
                bits.isPresent() ? Long.valueOf(bits.getAsLong()) : null,
                ChannelRoutes.optional(form, "position", POSITION_MAX),
                ChannelRoutes.optional(form, "color", COLOR_MAX),
                optional(form, "hoist"),
                optional(form, "mentionable"));
        form.check();
        return edit;
    }

    static @Nullable Boolean optional(Form form, String field) {
        return form.has(field) ? Boolean.valueOf(form.flag(field)) : null;
    }

    private CompletionStage<Whole> delete(Call call) {
        var by = call.caller().id();
        var guild = visible.guild(call.guild(), by).id();
        return door.ask(guild, new AccessCommand.DeleteRole(by, id(call)), call);
    }

    private CompletionStage<Whole> grant(Call call) {
        var by = call.caller().id();
        var guild = visible.guild(call.guild(), by).id();
        return door.ask(guild, new AccessCommand.GrantRole(by, call.user(), id(call)), call);
    }

    private CompletionStage<Whole> revoke(Call call) {
        var by = call.caller().id();
        var guild = visible.guild(call.guild(), by).id();
        return door.ask(guild, new AccessCommand.RevokeRole(by, call.user(), id(call)), call);
    }

    private static RoleId id(Call call) {
        return new RoleId(call.idIn("role", 10011, "Unknown Role"));
    }

    private static Whole role(Changed done) {
        var role = done.view().roles().get(new RoleId(done.subject()));
        if (role == null) {
            throw new RefusedRequest(404, 10011, "Unknown Role");
        }
        var out = new JsonWriter(256);
        DiscordObjects.role(out, role);
        return Answer.json(200, out);
    }
}
