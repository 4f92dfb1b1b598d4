package io.guildstorm.server.api;

import io.guildstorm.server.access.RequestLimits.Kind;
import io.guildstorm.server.api.Route.Access;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.Nonce;
import io.guildstorm.server.model.ShownMessage;
import io.guildstorm.server.model.User;
import io.guildstorm.server.store.MessageReads.History;
import io.guildstorm.server.wire.DiscordObjects;
import io.guildstorm.server.wire.Form;
import io.guildstorm.server.wire.JsonWriter;
import io.guildstorm.server.wire.RefusedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Sending, reading, editing and deleting messages, and saying that one types.
final class MessageRoutes {
    static final int CONTENT_MAX = 2_000;
    static final int HISTORY_MAX = 100;

    private static final int BULK_MIN = 2;
    private static final int BULK_MAX = 100;
    /// Users, roles, everyone.
    private static final int MENTION_KINDS = 3;

    private static final int HISTORY_DEFAULT = 50;
    private static final String MESSAGES = "/api/channels/{channel}/messages";
    private static final String MESSAGE = MESSAGES + "/{message}";

    private final ApiParts parts;
    private final Visible visible;
    private final GuildDoor door;

    MessageRoutes(ApiParts parts) {
        this.parts = parts;
        visible = new Visible(parts.guilds());
        door = new GuildDoor(parts.guilds());
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", MESSAGES, Access.USER, this::send, Kind.SEND),
                new Route("GET", MESSAGES, Access.USER, this::history),
                new Route("GET", MESSAGE, Access.USER, this::read),
                new Route("POST", MESSAGES + "/bulk-delete", Access.USER, this::deleteAll),
                new Route("PATCH", MESSAGE, Access.USER, this::edit),
                new Route("DELETE", MESSAGE, Access.USER, this::delete),
                new Route("POST", "/api/channels/{channel}/typing", Access.USER, this::type));
    }

    private CompletionStage<Answer.Whole> send(Call call) {
        var author = call.caller();
        var channel = call.channel();
        var guild = visible.channel(channel, author.id()).id();
        return door.ask(guild, sendOf(call.form(), guild, channel, author), call);
    }

    private static GuildCommand.SendMessage sendOf(Form form, GuildId guild, ChannelId channel, User author) {
        var content = form.text("content", CONTENT_MAX);
        Optional<Nonce> nonce = form.nonce("nonce");
        boolean enforceNonce = form.flag("enforce_nonce");
        var replyTo = replyTo(form, guild, channel);
        boolean everyone = mayMentionEveryone(form);
        form.check();
        if (content.orElse("").isBlank()) {
            throw empty();
        }
        return new GuildCommand.SendMessage(
                channel, author, content.get(), nonce.orElse(null), enforceNonce, replyTo, everyone);
    }

    /// Whether `allowed_mentions`, if it is there, lets `@everyone` mean everyone.
    private static boolean mayMentionEveryone(Form form) {
        return !form.has("allowed_mentions")
                || form.object("allowed_mentions").texts("parse", MENTION_KINDS).contains("everyone");
    }

    /// A reply stays in its channel: who sees it then sees what it answers.
    private static GuildCommand.@Nullable ReplyTo replyTo(Form form, GuildId guild, ChannelId channel) {
        if (!form.has("message_reference")) {
            return null;
        }
        var reference = form.object("message_reference");
        reference.number("type", 0, 0, 0);
        if (!reference.has("message_id")) {
            reference.required("message_id");
        }
        var message = reference.id("message_id");
        if (reference.id("channel_id").orElse(channel.value()) != channel.value()) {
            reference.wrong(
                    "channel_id",
                    "MESSAGE_REFERENCE_OTHER_CHANNEL",
                    "Cannot reply to a message in a different channel: must be " + channel + ".");
        }
        if (reference.id("guild_id").orElse(guild.value()) != guild.value()) {
            reference.wrong(
                    "guild_id",
                    "MESSAGE_REFERENCE_OTHER_GUILD",
                    "Cannot reply to a message in a different guild: must be " + guild + ".");
        }
        boolean required = !reference.has("fail_if_not_exists") || reference.flag("fail_if_not_exists");
        return message.isEmpty() ? null : new GuildCommand.ReplyTo(new MessageId(message.getAsLong()), required);
    }

    private static RefusedRequest empty() {
        return new RefusedRequest(400, 50006, "Cannot send an empty message");
    }

    private CompletionStage<Answer.Whole> edit(Call call) {
        var channel = call.channel();
        var guild = visible.channel(channel, call.caller().id()).id();
        var form = call.form();
        var content = form.text("content", CONTENT_MAX);
        boolean everyone = mayMentionEveryone(form);
        form.check();
        if (content.orElse("").isBlank()) {
            throw empty();
        }
        var command = new GuildCommand.EditMessage(
                channel, call.message(), call.caller().id(), content.get(), everyone);
        return door.ask(guild, command, call);
    }

    private CompletionStage<Answer.Whole> delete(Call call) {
        var channel = call.channel();
        var guild = visible.channel(channel, call.caller().id()).id();
        return door.ask(
                guild,
                new GuildCommand.DeleteMessage(
                        channel, call.message(), call.caller().id()),
                call);
    }

    private CompletionStage<Answer.Whole> type(Call call) {
        var channel = call.channel();
        var guild = visible.channel(channel, call.caller().id()).id();
        var user = call.caller().id();
        return parts.presences()
                .hides(user)
                .exceptionally(_ -> true) // nobody knows: better untold than told of one who hides
                .thenCompose(hidden -> door.ask(guild, new GuildCommand.StartTyping(channel, user, hidden), call));
    }

    private CompletionStage<Answer.Whole> deleteAll(Call call) {
        var channel = call.channel();
        var guild = visible.channel(channel, call.caller().id()).id();
        var form = call.form();
        if (!form.has("messages")) {
            form.required("messages");
        }
        var ids = form.ids("messages", BULK_MAX);
        form.check();
        if (ids.size() < BULK_MIN || Set.copyOf(ids).size() < ids.size()) {
            throw new RefusedRequest(
                    400, 50016, "Provided too few or too many messages to delete: 2 to 100, each once.");
        }
        var messages = ids.stream().map(MessageId::new).toList();
        return door.ask(
                guild,
                new GuildCommand.DeleteMessages(channel, messages, call.caller().id()),
                call);
    }

    private JsonWriter json(ShownMessage shown) {
        var out = new JsonWriter(1_024);
        DiscordObjects.message(out, shown, parts.guilds().view(shown.message().guild()));
        return out;
    }

    private CompletionStage<Answer.Whole> read(Call call) {
        var channel = call.channel();
        var reader = call.caller().id();
        visible.history(channel, reader);
        return parts.reads().shown(channel, call.message()).thenApply(message -> {
            visible.history(channel, reader); // what was forbidden while the store read is not shown
            return message.map(found -> Answer.json(200, json(found)))
                    .orElseGet(() -> Refusals.answer(io.guildstorm.server.model.Refusal.UNKNOWN_MESSAGE));
        });
    }

    private CompletionStage<Answer.Whole> history(Call call) {
        var channel = call.channel();
        var reader = call.caller().id();
        visible.history(channel, reader);
        return parts.reads().history(channel, historyOf(call)).thenApply(messages -> {
            var view = visible.history(channel, reader); // what was forbidden while the store read is not shown
            var out = new JsonWriter(64 + messages.size() * 700).beginArray();
            messages.forEach(message -> DiscordObjects.message(out, message, view));
            return Answer.json(200, out.endArray());
        });
    }

    private static History historyOf(Call call) {
        int limit = call.limit(HISTORY_MAX, HISTORY_DEFAULT);
        var wanted = new ArrayList<History>();
        call.id("around").ifPresent(id -> wanted.add(new History.Around(at(id), limit)));
        call.id("before").ifPresent(id -> wanted.add(new History.Before(at(id), limit)));
        call.id("after").ifPresent(id -> wanted.add(new History.After(at(id), limit)));
        if (wanted.size() > 1) {
            throw Call.wrong("around", "BASE_TYPE_CHOICES", "Give one of around, before and after.");
        }
        return wanted.isEmpty() ? new History.Newest(limit) : wanted.getFirst();
    }

    /// 0 is what clients give to read from the very first message.
    private static MessageId at(long id) {
        return new MessageId(Math.max(1, id));
    }
}
