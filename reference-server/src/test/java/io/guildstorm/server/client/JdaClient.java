package io.guildstorm.server.client;

import static java.util.Objects.requireNonNull;

import io.guildstorm.server.client.DemoServer.Person;
import io.guildstorm.server.client.Inbox.Heard;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.OnlineStatus;
import net.dv8tion.jda.api.entities.ISnowflake;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.events.channel.ChannelCreateEvent;
import net.dv8tion.jda.api.events.channel.ChannelDeleteEvent;
import net.dv8tion.jda.api.events.guild.GuildLeaveEvent;
import net.dv8tion.jda.api.events.message.MessageDeleteEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.message.MessageUpdateEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.user.UserTypingEvent;
import net.dv8tion.jda.api.events.user.update.UserUpdateOnlineStatusEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import net.dv8tion.jda.api.utils.MemberCachePolicy;

/// JDA as a [ChatClient].
final class JdaClient implements ChatClient {
    private static final long PATIENCE_SECONDS = 60;

    private final JDA jda;
    private final TextChannel channel;

    private JdaClient(JDA jda, TextChannel channel) {
        this.jda = jda;
        this.channel = channel;
    }

    static JdaClient signIn(DemoServer server, Person person, int gatewayPort, Compression compression, Inbox inbox)
            throws Exception {
        // an unsharded JDA never asks where the gateway is: the base URL moves REST alone
        var gateway = new ConcurrentSessionController() {
            @Override
            public String getGateway() {
                return "ws://127.0.0.1:" + gatewayPort + "/gateway";
            }
        };
        JDA jda = JDABuilder.create(
                        person.token(),
                        EnumSet.of(
                                GatewayIntent.GUILD_MEMBERS,
                                GatewayIntent.GUILD_PRESENCES,
                                GatewayIntent.GUILD_MESSAGES,
                                GatewayIntent.GUILD_MESSAGE_TYPING,
                                GatewayIntent.MESSAGE_CONTENT))
                .setRestConfig(new RestConfig().setBaseUrl("http://127.0.0.1:" + server.port() + "/api/v10/"))
                .setSessionController(gateway)
                .setCompression(compression)
                .setMemberCachePolicy(MemberCachePolicy.ALL)
                .addEventListeners(new Ears(inbox))
                .build();
        jda.awaitReady();
        return new JdaClient(jda, requireNonNull(jda.getTextChannelById(server.channel()), "in its cache once ready"));
    }

    /// Tells the inbox.
    private static final class Ears extends ListenerAdapter {
        private final Inbox inbox;

        Ears(Inbox inbox) {
            this.inbox = inbox;
        }

        @Override
        public void onMessageReceived(MessageReceivedEvent event) {
            inbox.put(new Heard.Created(
                    event.getMessageId(),
                    event.getAuthor().getId(),
                    event.getMessage().getContentRaw()));
        }

        @Override
        public void onMessageUpdate(MessageUpdateEvent event) {
            inbox.put(new Heard.Edited(event.getMessageId(), event.getMessage().getContentRaw()));
        }

        @Override
        public void onMessageDelete(MessageDeleteEvent event) {
            inbox.put(new Heard.Deleted(event.getMessageId()));
        }

        @Override
        public void onUserTyping(UserTypingEvent event) {
            inbox.put(new Heard.Typing(event.getUser().getId()));
        }

        @Override
        public void onUserUpdateOnlineStatus(UserUpdateOnlineStatusEvent event) {
            inbox.see(new Inbox.Seen(
                    event.getUser().getId(), event.getNewOnlineStatus().getKey()));
        }

        @Override
        public void onChannelCreate(ChannelCreateEvent event) {
            var channel = event.getChannel();
            inbox.put(
                    event.isFromType(ChannelType.GUILD_PUBLIC_THREAD)
                            ? new Heard.ThreadStarted(channel.getId(), channel.getName())
                            : new Heard.ChannelThere(channel.getId()));
        }

        @Override
        public void onChannelDelete(ChannelDeleteEvent event) {
            inbox.put(new Heard.ChannelGone(event.getChannel().getId()));
        }

        @Override
        public void onGuildLeave(GuildLeaveEvent event) {
            inbox.put(new Heard.GuildGone(event.getGuild().getId()));
        }

        @Override
        public void onSessionResume(SessionResumeEvent event) {
            inbox.put(new Heard.Resumed());
        }

        @Override
        public void onSessionRecreate(SessionRecreateEvent event) {
            inbox.put(new Heard.SignedInAgain());
        }
    }

    @Override
    public String send(String content) throws Exception {
        return channel.sendMessage(content)
                .submit()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .getId();
    }

    @Override
    public void sendAll(List<String> contents) throws Exception {
        List<CompletableFuture<Message>> sends = new ArrayList<>();
        for (String content : contents) {
            sends.add(channel.sendMessage(content).submit());
        }
        CompletableFuture.allOf(sends.toArray(CompletableFuture<?>[]::new)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void edit(String message, String content) throws Exception {
        channel.editMessageById(message, content).submit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void delete(String message) throws Exception {
        channel.deleteMessageById(message).submit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void type() throws Exception {
        channel.sendTyping().submit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void be(String status) {
        jda.getPresence().setStatus(OnlineStatus.fromKey(status));
    }

    @Override
    public String startThread(String message, String name) throws Exception {
        return channel.createThreadChannel(name, message)
                .submit()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .getId();
    }

    @Override
    public void sendIn(String thread, String content) throws Exception {
        requireNonNull(jda.getThreadChannelById(thread), "a thread that it was told of")
                .sendMessage(content)
                .submit()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public List<String> history(int count) throws Exception {
        return channel.getIterableHistory().takeAsync(count).get(PATIENCE_SECONDS, TimeUnit.SECONDS).stream()
                .map(Message::getContentRaw)
                .toList();
    }

    @Override
    public List<String> cachedMembers() {
        return channel.getGuild().getMembers().stream().map(ISnowflake::getId).toList();
    }

    @Override
    public void close() {
        jda.shutdownNow();
    }
}
