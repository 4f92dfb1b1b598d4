package io.guildstorm.server.api;

import io.guildstorm.server.api.Route.Access;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.Permissions;
import io.guildstorm.server.model.ThreadChannel;
import io.guildstorm.server.model.ThreadCommand.AddToThread;
import io.guildstorm.server.model.ThreadCommand.RemoveFromThread;
import io.guildstorm.server.model.ThreadCommand.StartThread;
import io.guildstorm.server.model.ThreadCommand.ThreadEdit;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.DiscordObjects;
import io.guildstorm.server.wire.Form;
import io.guildstorm.server.wire.JsonWriter;
import io.guildstorm.server.wire.RefusedRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Threads: begun, listed, joined and left. They are changed, deleted and written to like channels.
final class ThreadRoutes {
    private static final int PUBLIC = 11;
    private static final int PRIVATE = 12;
    private static final int LIST_MAX = 100;
    private static final int DAY_MINUTES = 1_440;

    /// Minutes of quiet after which clients are told that a thread is archived.
    private static final Set<Long> AUTO_ARCHIVE = Set.of(60L, 1_440L, 4_320L, 10_080L);

    private static final String CHANNEL = "/api/channels/{channel}";
    private static final String MEMBERS = CHANNEL + "/thread-members";

    private final Visible visible;
    private final GuildDoor door;

    ThreadRoutes(ApiParts parts) {
        visible = new Visible(parts.guilds());
        door = new GuildDoor(parts.guilds());
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", CHANNEL + "/messages/{message}/threads", Access.USER, this::startOnMessage),
                new Route("POST", CHANNEL + "/threads", Access.USER, this::start),
                new Route("GET", CHANNEL + "/threads/archived/public", Access.USER, this::archived),
                new Route("GET", "/api/guilds/{guild}/threads/active", Access.USER, this::active),
                new Route("GET", MEMBERS, Access.USER, this::members),
                new Route("PUT", MEMBERS + "/{user}", Access.USER, this::add),
                new Route("DELETE", MEMBERS + "/{user}", Access.USER, this::remove));
    }

    private CompletionStage<Answer.Whole> startOnMessage(Call call) {
        return start(call, call.message(), false);
    }

    private CompletionStage<Answer.Whole> start(Call call) {
        var form = call.form();
        boolean isPrivate = form.number("type", PUBLIC, PRIVATE, PRIVATE) == PRIVATE;
        form.check();
        return start(call, null, isPrivate);
    }

    private CompletionStage<Answer.Whole> start(Call call, @Nullable MessageId on, boolean isPrivate) {
        var by = call.caller().id();
        var guild = visible.channel(call.channel(), by).id();
        var form = call.form();
        String name = form.requiredText("name", 1, ChannelRoutes.NAME_MAX);
        var minutes = minutes(form);
        var slowmode = ChannelRoutes.optional(form, "rate_limit_per_user", ChannelRoutes.SLOWMODE_MAX);
        form.check();
        var command = new StartThread(
                by,
                call.channel(),
                on,
                name,
                isPrivate,
                minutes == null ? DAY_MINUTES : minutes,
                slowmode == null ? 0 : slowmode);
        return door.ask(guild, command, call, done -> GuildDoor.channel(201, done, by));
    }

    static ThreadEdit edit(Form form) {
        return new ThreadEdit(
                form.has("name") ? form.requiredText("name", 1, ChannelRoutes.NAME_MAX) : null,
                RoleRoutes.optional(form, "archived"),
                RoleRoutes.optional(form, "locked"),
                minutes(form),
                ChannelRoutes.optional(form, "rate_limit_per_user", ChannelRoutes.SLOWMODE_MAX));
    }

    private static @Nullable Integer minutes(Form form) {
        if (!form.has("auto_archive_duration")) {
            return null;
        }
        long minutes = form.number("auto_archive_duration", 0, Integer.MAX_VALUE, DAY_MINUTES);
        if (!AUTO_ARCHIVE.contains(minutes)) {
            form.wrong(
                    "auto_archive_duration",
                    "BASE_TYPE_CHOICES",
                    "Must be 60, 1440, 4320 or 10080; was " + minutes + ".");
        }
        return (int) minutes;
    }

    private CompletionStage<Answer> active(Call call) {
        var reader = call.caller().id();
        var view = visible.guild(call.guild(), reader);
        var out = new JsonWriter(512).beginObject();
        list(out, view, threads(view, reader, thread -> !thread.archived()), reader);
        return Answer.now(Answer.json(200, out.endObject()));
    }

    private CompletionStage<Answer> archived(Call call) {
        var reader = call.caller().id();
        var channel = call.channel();
        var view = visible.history(channel, reader);
        int limit = call.limit(LIST_MAX, 50);
        var before = call.text("before").map(ThreadRoutes::time).orElse(Instant.MAX);
        var found = threads(
                view,
                reader,
                thread -> thread.archived()
                        && !thread.isPrivate()
                        && thread.parent().equals(channel)
                        && thread.archiveChanged().isBefore(before));
        var out = new JsonWriter(512).beginObject();
        list(out, view, found.subList(0, Math.min(limit, found.size())), reader);
        return Answer.now(Answer.json(
                200, out.name("has_more").value(found.size() > limit).endObject()));
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException _) {
            throw Call.wrong("before", "DATETIME_TYPE_PARSE", "Must be a time like 2026-01-02T03:04:05Z.");
        }
    }

    /// Those that changed last come first.
    private static List<ThreadChannel> threads(GuildView view, UserId reader, Predicate<ThreadChannel> wanted) {
        return view.threads().values().stream()
                .filter(wanted)
                .filter(thread -> Permissions.sees(view, thread, reader))
                .sorted(Comparator.comparing(ThreadChannel::archiveChanged)
                        .thenComparing(ThreadChannel::id)
                        .reversed())
                .toList();
    }

    private static void list(JsonWriter out, GuildView view, List<ThreadChannel> threads, UserId reader) {
        out.name("threads").beginArray();
        threads.forEach(thread -> DiscordObjects.thread(out, view, thread, reader));
        out.endArray().name("members").beginArray();
        for (ThreadChannel thread : threads) {
            if (thread.members().contains(reader)) {
                DiscordObjects.threadMember(out, thread, reader);
            }
        }
        out.endArray();
    }

    private CompletionStage<Answer> members(Call call) {
        var thread = thread(call.channel(), call.caller().id());
        var out = new JsonWriter(512).beginArray();
        thread.members().stream().sorted().forEach(member -> DiscordObjects.threadMember(out, thread, member));
        return Answer.now(Answer.json(200, out.endArray()));
    }

    private ThreadChannel thread(ChannelId id, UserId reader) {
        if (visible.anyChannel(id, reader) instanceof ThreadChannel thread) {
            return thread;
        }
        throw new RefusedRequest(404, 10003, "Unknown Channel");
    }

    private CompletionStage<Answer.Whole> add(Call call) {
        var by = call.caller().id();
        var guild = thread(call.channel(), by).guild();
        return door.ask(guild, new AddToThread(by, call.channel(), whom(call)), call);
    }

    private CompletionStage<Answer.Whole> remove(Call call) {
        var by = call.caller().id();
        var guild = thread(call.channel(), by).guild();
        return door.ask(guild, new RemoveFromThread(by, call.channel(), whom(call)), call);
    }

    private static UserId whom(Call call) {
        return "@me".equals(call.params().get("user")) ? call.caller().id() : call.user();
    }
}
