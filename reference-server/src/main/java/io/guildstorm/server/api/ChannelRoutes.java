package io.guildstorm.server.api;

import io.guildstorm.server.api.Route.Access;
import io.guildstorm.server.model.AccessCommand;
import io.guildstorm.server.model.AccessCommand.ChannelEdit;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.Overwrite;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.ThreadCommand.EditThread;
import io.guildstorm.server.wire.Form;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Channels and what they allow and deny: made, changed, removed.
final class ChannelRoutes {
    static final int NAME_MAX = 100;
    static final int SLOWMODE_MAX = 21_600;

    private static final int TOPIC_MAX = 1_024;
    private static final int OVERWRITES_MAX = 500;
    private static final int POSITION_MAX = 10_000;
    private static final String CHANNEL = "/api/channels/{channel}";
    private static final String OVERWRITE = CHANNEL + "/permissions/{target}";

    private final Visible visible;
    private final GuildDoor door;

    ChannelRoutes(ApiParts parts) {
        visible = new Visible(parts.guilds());
        door = new GuildDoor(parts.guilds());
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", CHANNEL, Access.USER, this::read),
                new Route("PATCH", CHANNEL, Access.USER, this::edit),
                new Route("DELETE", CHANNEL, Access.USER, this::delete),
                new Route("PUT", OVERWRITE, Access.USER, this::putOverwrite),
                new Route("DELETE", OVERWRITE, Access.USER, this::deleteOverwrite),
                new Route("POST", "/api/guilds/{guild}/channels", Access.USER, this::create));
    }

    private CompletionStage<Answer> read(Call call) {
        var reader = call.caller().id();
        var channel = call.channel();
        return Answer.now(GuildDoor.channel(200, visible.channel(channel, reader), channel, reader));
    }

    private CompletionStage<Answer.Whole> create(Call call) {
        var by = call.caller().id();
        var guild = visible.guild(call.guild(), by);
        var form = call.form();
        var kind = Channel.Kind.of(form.number("type", 0, Integer.MAX_VALUE, Channel.Kind.TEXT.code()));
        if (kind == null) {
            form.wrong("type", "BASE_TYPE_CHOICES", "Must be 0 (text), 2 (voice) or 4 (category).");
        }
        form.requiredText("name", 1, NAME_MAX);
        var as = edit(form);
        form.check();
        var command = new AccessCommand.CreateChannel(by, kind == null ? Channel.Kind.TEXT : kind, as);
        return door.ask(guild.id(), command, call, done -> GuildDoor.channel(201, done, by));
    }

    private CompletionStage<Answer.Whole> edit(Call call) {
        var by = call.caller().id();
        var view = visible.channel(call.channel(), by);
        var form = call.form();
        if (view.thread(call.channel()) == null) {
            var to = edit(form);
            form.check();
            var command = new AccessCommand.EditChannel(by, call.channel(), to);
            return door.ask(view.id(), command, call, done -> GuildDoor.channel(200, done, by));
        }
        var to = ThreadRoutes.edit(form);
        form.check();
        return door.ask(
                view.id(), new EditThread(by, call.channel(), to), call, done -> GuildDoor.channel(200, done, by));
    }

    private static ChannelEdit edit(Form form) {
        return new ChannelEdit(
                form.has("name") ? form.requiredText("name", 1, NAME_MAX) : null,
                optional(form, "position", POSITION_MAX),
                form.clears("topic") ? "" : form.text("topic", TOPIC_MAX).orElse(null),
                form.has("permission_overwrites")
                        ? form.objects("permission_overwrites", OVERWRITES_MAX, each -> overwrite(each, idOf(each)))
                        : null,
                form.has("parent_id")
                        ? Long.valueOf(form.id("parent_id").orElse(0))
                        : form.clears("parent_id") ? 0L : null,
                optional(form, "rate_limit_per_user", SLOWMODE_MAX));
    }

    static @Nullable Integer optional(Form form, String field, int max) {
        return form.has(field) ? Integer.valueOf((int) form.number(field, 0, max, 0)) : null;
    }

    private static long idOf(Form overwrite) {
        if (!overwrite.has("id")) {
            overwrite.required("id");
        }
        return overwrite.id("id").orElse(0);
    }

    private static Overwrite overwrite(Form form, long target) {
        boolean isMember = form.number("type", 0, 1, 0) == 1;
        return new Overwrite(
                target,
                isMember ? Overwrite.Kind.MEMBER : Overwrite.Kind.ROLE,
                form.bits("allow", Permission.ALL).orElse(0),
                form.bits("deny", Permission.ALL).orElse(0));
    }

    private CompletionStage<Answer.Whole> delete(Call call) {
        var by = call.caller().id();
        var guild = visible.channel(call.channel(), by).id();
        var command = new AccessCommand.DeleteChannel(by, call.channel());
        return door.ask(guild, command, call, done -> GuildDoor.channel(200, done, by));
    }

    private CompletionStage<Answer.Whole> putOverwrite(Call call) {
        var by = call.caller().id();
        var guild = visible.channel(call.channel(), by).id();
        long target = call.idIn("target", 10009, "Unknown Overwrite");
        var form = call.form();
        var overwrite = overwrite(form, target);
        form.check();
        return door.ask(guild, new AccessCommand.PutOverwrite(by, call.channel(), overwrite), call);
    }

    private CompletionStage<Answer.Whole> deleteOverwrite(Call call) {
        var by = call.caller().id();
        var guild = visible.channel(call.channel(), by).id();
        long target = call.idIn("target", 10009, "Unknown Overwrite");
        return door.ask(guild, new AccessCommand.DeleteOverwrite(by, call.channel(), target), call);
    }
}
