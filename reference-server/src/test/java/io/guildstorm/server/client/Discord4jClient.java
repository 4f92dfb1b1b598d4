package io.guildstorm.server.client;

import static java.util.Objects.requireNonNull;

import discord4j.common.util.Snowflake;
import discord4j.core.DiscordClientBuilder;
import discord4j.core.GatewayDiscordClient;
import discord4j.core.event.domain.Event;
import discord4j.core.event.domain.PresenceUpdateEvent;
import discord4j.core.event.domain.channel.TextChannelCreateEvent;
import discord4j.core.event.domain.channel.TextChannelDeleteEvent;
import discord4j.core.event.domain.channel.TypingStartEvent;
import discord4j.core.event.domain.guild.GuildDeleteEvent;
import discord4j.core.event.domain.lifecycle.ReadyEvent;
import discord4j.core.event.domain.lifecycle.ResumeEvent;
import discord4j.core.event.domain.message.MessageCreateEvent;
import discord4j.core.event.domain.message.MessageDeleteEvent;
import discord4j.core.event.domain.message.MessageUpdateEvent;
import discord4j.core.event.domain.thread.ThreadChannelCreateEvent;
import discord4j.core.object.entity.Message;
import discord4j.core.object.entity.User;
import discord4j.core.object.entity.channel.GuildMessageChannel;
import discord4j.core.object.entity.channel.ThreadChannel;
import discord4j.core.spec.StartThreadFromMessageSpec;
import discord4j.discordjson.json.gateway.StatusUpdate;
import discord4j.gateway.intent.Intent;
import discord4j.gateway.intent.IntentSet;
import discord4j.gateway.json.GatewayPayload;
import discord4j.rest.request.RouterOptions;
import io.guildstorm.server.client.DemoServer.Person;
import io.guildstorm.server.client.Inbox.Heard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Discord4J as a [ChatClient]. It always asks for compression, and for version 9.
final class Discord4jClient implements ChatClient {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final GatewayDiscordClient client;
    private final Snowflake guild;
    private final GuildMessageChannel channel;

    private Discord4jClient(GatewayDiscordClient client, Snowflake guild, GuildMessageChannel channel) {
        this.client = client;
        this.guild = guild;
        this.channel = channel;
    }

    /// @param port of REST, which tells it where the gateway is: on the same
    static Discord4jClient signIn(DemoServer server, Person person, int port, Inbox inbox) throws Exception {
        String routes = "http://127.0.0.1:" + port + "/api/v10";
        var ears = new Ears(inbox);
        GatewayDiscordClient client = DiscordClientBuilder.create(person.token())
                .setExtraOptions(usual -> new RouterOptions(
                        usual.getToken(),
                        usual.getReactorResources(),
                        usual.getExchangeStrategies(),
                        usual.getResponseTransformers(),
                        usual.getGlobalRateLimiter(),
                        usual.getRequestQueueFactory(),
                        routes))
                .build()
                .gateway()
                .setEnabledIntents(IntentSet.of(
                        Intent.GUILDS,
                        Intent.GUILD_MEMBERS,
                        Intent.GUILD_PRESENCES,
                        Intent.GUILD_MESSAGES,
                        Intent.GUILD_MESSAGE_TYPING,
                        Intent.MESSAGE_CONTENT))
                .withEventDispatcher(events -> events.on(Event.class).doOnNext(ears::hear))
                .login()
                .block(PATIENCE);
        var signedIn = requireNonNull(client, "login gives a client");
        var channel = signedIn.getChannelById(Snowflake.of(server.channel()))
                .ofType(GuildMessageChannel.class)
                .block(PATIENCE);
        return new Discord4jClient(
                signedIn, Snowflake.of(server.guild()), requireNonNull(channel, "the demo has a text channel"));
    }

    /// Tells the inbox.
    private static final class Ears {
        private final Inbox inbox;
        private final AtomicBoolean readyBefore = new AtomicBoolean();

        Ears(Inbox inbox) {
            this.inbox = inbox;
        }

        void hear(Event event) {
            switch (event) {
                case MessageCreateEvent created ->
                    inbox.put(new Heard.Created(
                            created.getMessage().getId().asString(),
                            created.getMessage()
                                    .getAuthor()
                                    .map(User::getId)
                                    .map(Snowflake::asString)
                                    .orElse(""),
                            created.getMessage().getContent()));
                case MessageUpdateEvent edited ->
                    inbox.put(new Heard.Edited(
                            edited.getMessageId().asString(),
                            edited.getCurrentContent().orElse("")));
                case MessageDeleteEvent deleted ->
                    inbox.put(new Heard.Deleted(deleted.getMessageId().asString()));
                case TypingStartEvent typing ->
                    inbox.put(new Heard.Typing(typing.getUserId().asString()));
                case PresenceUpdateEvent changed ->
                    inbox.see(new Inbox.Seen(
                            changed.getUserId().asString(),
                            changed.getCurrent().getStatus().getValue()));
                case ThreadChannelCreateEvent started ->
                    inbox.put(new Heard.ThreadStarted(
                            started.getChannel().getId().asString(),
                            started.getChannel().getName()));
                case TextChannelDeleteEvent gone ->
                    inbox.put(new Heard.ChannelGone(gone.getChannel().getId().asString()));
                case TextChannelCreateEvent there ->
                    inbox.put(new Heard.ChannelThere(there.getChannel().getId().asString()));
                case GuildDeleteEvent gone ->
                    inbox.put(new Heard.GuildGone(gone.getGuildId().asString()));
                case ResumeEvent _ -> inbox.put(new Heard.Resumed());
                case ReadyEvent _ -> {
                    if (readyBefore.getAndSet(true)) {
                        inbox.put(new Heard.SignedInAgain());
                    }
                }
                default -> {}
            }
        }
    }

    @Override
    public String send(String content) {
        return requireNonNull(channel.createMessage(content).block(PATIENCE), "a message that was sent")
                .getId()
                .asString();
    }

    @Override
    public void sendAll(List<String> contents) throws Exception {
        var sends = new ArrayList<CompletableFuture<Message>>();
        for (String content : contents) {
            sends.add(channel.createMessage(content).toFuture());
        }
        CompletableFuture.allOf(sends.toArray(CompletableFuture<?>[]::new)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private Message message(String id) {
        return requireNonNull(
                client.getMessageById(channel.getId(), Snowflake.of(id)).block(PATIENCE), "a message that is there");
    }

    @Override
    public void edit(String message, String content) {
        message(message).edit().withContentOrNull(content).block(PATIENCE);
    }

    @Override
    public void delete(String message) {
        message(message).delete().block(PATIENCE);
    }

    @Override
    public void type() {
        channel.type().block(PATIENCE);
    }

    @Override
    public void be(String status) {
        var update = StatusUpdate.builder()
                .status(status)
                .since(Optional.empty())
                .afk(false)
                .build();
        client.getGatewayClientGroup()
                .multicast(GatewayPayload.statusUpdate(update))
                .block(PATIENCE);
    }

    @Override
    public String startThread(String message, String name) {
        return requireNonNull(
                        message(message)
                                .startThread(StartThreadFromMessageSpec.builder()
                                        .name(name)
                                        .build())
                                .block(PATIENCE),
                        "a thread that was started")
                .getId()
                .asString();
    }

    @Override
    public void sendIn(String thread, String content) {
        client.getChannelById(Snowflake.of(thread))
                .ofType(ThreadChannel.class)
                .flatMap(there -> there.createMessage(content))
                .block(PATIENCE);
    }

    @Override
    public List<String> history(int count) {
        return requireNonNull(
                channel.getMessagesBefore(Snowflake.of(Long.MAX_VALUE))
                        .take(count)
                        .map(Message::getContent)
                        .collectList()
                        .block(PATIENCE),
                "a list, empty perhaps");
    }

    @Override
    public List<String> cachedMembers() {
        return requireNonNull(
                client.getGuildMembers(guild)
                        .map(member -> member.getId().asString())
                        .collectList()
                        .block(PATIENCE),
                "a list, empty perhaps");
    }

    @Override
    public void close() {
        try {
            client.logout().block(LAST_WORDS);
        } catch (IllegalStateException _) {
            // its logout can lose a race with its own closing socket, and is then never done; the server ends anyway
        }
    }
}
