package io.guildstorm.server.api;

import io.guildstorm.server.api.Route.Access;
import io.guildstorm.server.guild.Crowds;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.SyntheticMembers;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.ErrorBody;
import io.guildstorm.server.wire.ErrorBody.FieldError;
import io.guildstorm.server.wire.Form;
import io.guildstorm.server.wire.JsonWriter;
import io.guildstorm.server.wire.RefusedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// The operator's routes: users, guilds, members in bulk, the state of a guild.
final class AdminRoutes {
    private static final int USERS_MAX = 1_000_000;
    private static final int LIST_MAX = 200_000;
    private static final int NAME_MAX = 100;
    private static final int PREFIX_MAX = 20;
    private static final int CHANNELS_MAX = 500;
    private static final int CROWD_ROLES_MAX = 8;
    private static final String GUILD = "/admin/v1/guilds/{guild}";

    private final ApiParts parts;

    AdminRoutes(ApiParts parts) {
        this.parts = parts;
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", "/admin/v1/users", Access.ADMIN, this::addUsers),
                new Route("POST", "/admin/v1/guilds", Access.ADMIN, this::createGuild),
                new Route("PUT", GUILD + "/members", Access.ADMIN, this::addMembers),
                new Route("DELETE", GUILD + "/members", Access.ADMIN, this::removeMembers),
                new Route("GET", GUILD + "/state", Access.ADMIN, this::state));
    }

    private CompletionStage<Answer> addUsers(Call call) {
        var form = call.form();
        if (!form.has("count")) {
            form.required("count");
        }
        int count = (int) form.number("count", 1, USERS_MAX, 1);
        String prefix = form.text("prefix", PREFIX_MAX).orElse("user");
        form.check();
        return Answer.now(new Answer.Parts("application/x-ndjson", new UserLines(parts, prefix, count)));
    }

    private CompletionStage<Answer.Whole> createGuild(Call call) {
        var form = call.form();
        String name = form.requiredText("name", 1, NAME_MAX);
        var ownerId = form.id("owner");
        if (!form.has("owner")) {
            form.required("owner");
        }
        List<String> channels = form.objects("channels", CHANNELS_MAX, channel -> {
            channel.number("type", 0, 0, 0);
            return channel.requiredText("name", 1, NAME_MAX);
        });
        var members = form.object("members");
        var memberIds = members.ids("from_users", LIST_MAX);
        var crowd = new Crowds.Wanted(
                members.number("seed", 0, Long.MAX_VALUE, 1),
                (int) members.number("synthetic", 0, SyntheticMembers.MAX, 0),
                (int) members.number("roles", 0, CROWD_ROLES_MAX, 0));
        form.check();
        var owner = known(List.of(ownerId.orElse(0)), "owner").getFirst();
        var users = known(memberIds, "from_users");
        if (!users.contains(owner)) {
            users.add(0, owner);
        }
        var guild = new GuildId(parts.ids().getAsLong());
        var named = channels.isEmpty() ? List.of("general") : channels;
        return parts.crowds()
                .make(guild, crowd)
                .thenCompose(made -> {
                    var create = new GuildCommand.Create(name, owner, named, users, made);
                    return parts.guilds().ask(guild, create, call.receivedNanos());
                })
                .thenApply(answer -> answer instanceof GuildAnswer.Created(var view)
                        ? Answer.json(200, created(view))
                        : other(answer));
    }

    private static JsonWriter created(GuildView view) {
        var out = new JsonWriter(256).beginObject().name("id").id(view.id().value());
        out.name("channels").beginArray();
        for (Channel channel : view.channels()) {
            out.beginObject().name("id").id(channel.id().value());
            out.name("name").value(channel.name()).endObject();
        }
        return out.endArray().endObject();
    }

    private static Answer.Whole other(GuildAnswer answer) {
        return switch (answer) {
            case GuildAnswer.Refused(var why) -> Refusals.answer(why);
            case GuildAnswer.Done _,
                    GuildAnswer.Stored _,
                    GuildAnswer.Created _,
                    GuildAnswer.Changed _,
                    GuildAnswer.TooSoon _ -> Answer.nothing();
        };
    }

    private CompletionStage<Answer.Whole> addMembers(Call call) {
        var users = known(listed(call.form()), "users");
        return parts.guilds()
                .ask(call.guild(), new GuildCommand.AddMembers(users), call.receivedNanos())
                .thenApply(AdminRoutes::other);
    }

    private CompletionStage<Answer.Whole> removeMembers(Call call) {
        var users = listed(call.form()).stream().map(UserId::new).toList();
        return parts.guilds()
                .ask(call.guild(), new GuildCommand.RemoveMembers(users), call.receivedNanos())
                .thenApply(AdminRoutes::other);
    }

    private static List<Long> listed(Form form) {
        if (!form.has("users")) {
            form.required("users");
        }
        var ids = form.ids("users", LIST_MAX);
        form.check();
        return ids;
    }

    private List<User> known(List<Long> ids, String field) {
        var users = new ArrayList<User>(ids.size());
        var errors = new ArrayList<FieldError>();
        for (int i = 0; i < ids.size(); i++) {
            long id = ids.get(i);
            var user = id > 0 ? parts.accounts().user(new UserId(id)) : null;
            if (user == null) {
                errors.add(new FieldError(
                        List.of(field, Integer.toString(i)), "UNKNOWN_USER", "There is no user " + id + "."));
            } else {
                users.add(user);
            }
        }
        if (!errors.isEmpty()) {
            throw new RefusedRequest(ErrorBody.form(errors));
        }
        return users;
    }

    private CompletionStage<Answer> state(Call call) {
        var view = parts.guilds().view(call.guild());
        if (view == null) {
            throw new RefusedRequest(404, 10004, "Unknown Guild");
        }
        var out = new JsonWriter(256).beginObject().name("id").id(view.id().value());
        out.name("name").value(view.name()).name("members").value(view.members().size());
        out.name("channels").value(view.channels().size());
        out.name("position").value(view.position()).endObject();
        return Answer.now(Answer.json(200, out));
    }
}
