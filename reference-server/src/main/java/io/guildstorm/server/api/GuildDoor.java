package io.guildstorm.server.api;

import io.guildstorm.server.api.Answer.LimitScope;
import io.guildstorm.server.guild.Guilds;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildAnswer.Changed;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.ThreadChannel;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.DiscordObjects;
import io.guildstorm.server.wire.JsonWriter;
import io.guildstorm.server.wire.RefusedRequest;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Puts commands to guilds and makes what they answer an answer of HTTP. Any thread.
record GuildDoor(Guilds guilds) {
    /// Answered with 204 when it went well.
    CompletionStage<Answer.Whole> ask(GuildId guild, GuildCommand command, Call call) {
        return ask(guild, command, call, _ -> Answer.nothing());
    }

    /// @param changed makes the answer when it went well
    CompletionStage<Answer.Whole> ask(
            GuildId guild, GuildCommand command, Call call, Function<Changed, Answer.Whole> changed) {
        return guilds.ask(guild, command, call.receivedNanos()).thenApply(answer -> switch (answer) {
            case Changed done -> changed.apply(done);
            case GuildAnswer.Stored(var shown) -> {
                var out = new JsonWriter(512);
                DiscordObjects.message(out, shown, guilds.view(shown.message().guild()));
                yield Answer.json(200, out);
            }
            case GuildAnswer.TooSoon(var retryAfter) -> Answer.limited(retryAfter, LimitScope.SHARED);
            case GuildAnswer.Done _, GuildAnswer.Created _ -> Answer.nothing();
            case GuildAnswer.Refused(var why) -> Refusals.answer(why);
        });
    }

    /// The channel or thread that a change was about.
    static Answer.Whole channel(int status, Changed done, UserId reader) {
        return channel(status, done.view(), new ChannelId(done.subject()), reader);
    }

    static Answer.Whole channel(int status, GuildView view, ChannelId id, @Nullable UserId reader) {
        var out = new JsonWriter(512);
        switch (view.anyChannel(id)) {
            case Channel plain -> DiscordObjects.channel(out, plain);
            case ThreadChannel thread -> DiscordObjects.thread(out, view, thread, reader);
            case null -> throw new RefusedRequest(404, 10003, "Unknown Channel");
        }
        return Answer.json(status, out);
    }
}
