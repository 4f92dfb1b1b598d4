package io.guildstorm.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.access.IdentifyLimits;
import io.guildstorm.server.access.Tokens;
import io.guildstorm.server.fanout.FanoutStrategy;
import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.fanout.RelayFanout;
import io.guildstorm.server.guild.GuildParts;
import io.guildstorm.server.guild.GuildProcesses;
import io.guildstorm.server.guild.GuildSettings;
import io.guildstorm.server.guild.Snowflakes;
import io.guildstorm.server.guild.WorkerId;
import io.guildstorm.server.meter.Meter;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.Crowd;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.Refusal;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.presence.PresenceServers;
import io.guildstorm.server.presence.PresenceSettings;
import io.guildstorm.server.state.SharedState;
import io.guildstorm.server.state.StatusBackup;
import io.guildstorm.server.store.EmbeddedStore;
import io.guildstorm.server.store.StoreSettings;
import io.guildstorm.server.store.memory.MemoryRows;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A gateway on two lanes with real guild processes behind it. One guild: Ann owns it, Bob is a member; Eve is not.
final class TestServer implements AutoCloseable {
    static final GuildId GUILD = new GuildId(1_000_000_000_000_000_001L);
    static final User ANN = new User(new UserId(1_000_000_000_000_000_011L), "ann", false);
    static final User BOB = new User(new UserId(1_000_000_000_000_000_012L), "bob", false);
    static final User EVE = new User(new UserId(1_000_000_000_000_000_013L), "eve", false);
    /// Guilds, messages and their content.
    static final int ALL = 1 | 1 << 9 | 1 << 15;

    static final int GUILDS_AND_MESSAGES = 1 | 1 << 9;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, EpollIoHandler.newFactory());
    private final AtomicLong skippedNanos = new AtomicLong();
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Tokens tokens = new Tokens(new byte[32]);
    private final List<EventLoopLane> lanes = EventLoopLane.of(group, Duration.ZERO, System::nanoTime);
    private final EmbeddedStore store;
    private final io.netty.channel.Channel server;
    final GuildProcesses guilds;
    final PresenceServers presences;
    final Gateway gateway;

    TestServer() {
        this(GatewaySettings.defaults(), GuildSettings.DEFAULTS);
    }

    TestServer(GatewaySettings settings, GuildSettings guildSettings) {
        this(settings, guildSettings, new RelayFanout());
    }

    TestServer(GatewaySettings settings, GuildSettings guildSettings, FanoutStrategy strategy) {
        this(settings, guildSettings, strategy, null);
    }

    TestServer(GatewaySettings settings, PresenceSettings presence) {
        this(settings, presence, null);
    }

    /// @param backup what presence servers begin with; null: nothing
    TestServer(GatewaySettings settings, PresenceSettings presence, @Nullable StatusBackup backup) {
        this(settings, GuildSettings.DEFAULTS, new RelayFanout(), null, presence, backup);
    }

    /// @param state where its sessions are kept; null: nowhere
    TestServer(
            GatewaySettings settings,
            GuildSettings guildSettings,
            FanoutStrategy strategy,
            @Nullable SharedState state) {
        this(settings, guildSettings, strategy, state, PresenceSettings.DEFAULTS, null);
    }

    private TestServer(
            GatewaySettings settings,
            GuildSettings guildSettings,
            FanoutStrategy strategy,
            @Nullable SharedState state,
            PresenceSettings presence,
            @Nullable StatusBackup backup) {
        try {
            store = EmbeddedStore.open(new MemoryRows(), StoreSettings.DEFAULTS, System::nanoTime, death -> {
                throw new AssertionError("the writer died", death);
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        var clock = InstantSource.system();
        guilds = GuildProcesses.start(
                guildSettings,
                new GuildParts(
                        store,
                        strategy,
                        List.<Lane>copyOf(lanes),
                        System::nanoTime,
                        clock,
                        new Snowflakes(new WorkerId(3), clock, _ -> {}),
                        state,
                        _ -> {},
                        this::arrived));
        presences = new PresenceServers(guilds.system(), presence, backup, this::now);
        gateway = new Gateway(
                lanes,
                new Gateway.Services(
                        guilds,
                        tokens,
                        new IdentifyLimits(IdentifyLimits.Settings.OFF, this::now),
                        store.accounts(),
                        presences,
                        this::now,
                        clock,
                        new Random(42),
                        state),
                settings);
        now(store.accounts().add(List.of(ANN, BOB, EVE)));
        var create = new GuildCommand.Create("town", ANN, List.of("square"), List.of(BOB), Crowd.NOBODY);
        assertThat(now(guilds.ask(GUILD, create, 0))).isInstanceOf(GuildAnswer.Created.class);
        server = new ServerBootstrap()
                .group(group)
                .channel(EpollServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        clients.add(channel);
                        channel.pipeline().addLast(new HttpServerCodec(), new Upgrade());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    private final class Upgrade extends SimpleChannelInboundHandler<HttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpRequest request) {
            gateway.upgrade(context, request);
        }
    }

    /// More members, who can sign in.
    void admit(List<User> users) {
        now(store.accounts().add(users));
        assertThat(ask(new GuildCommand.AddMembers(users))).isInstanceOf(GuildAnswer.Done.class);
    }

    private long now() {
        return System.nanoTime() + skippedNanos.get();
    }

    /// The gateway's clock is so much later from now on.
    void skip(java.time.Duration time) {
        skippedNanos.addAndGet(time.toNanos());
    }

    List<EventLoopLane> lanes() {
        return lanes;
    }

    int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /// Not before the gateway is there: no guild was founded.
    private void arrived(GuildId guild, Set<UserId> users) {
        gateway.arrived(guild, users);
    }

    String token(User user) {
        return tokens.issue(user.id(), Instant.EPOCH);
    }

    /// A client past HELLO.
    TestClient connect() {
        var client = TestClient.connect(port());
        client.op(10);
        return client;
    }

    /// A client that has READY and the guild, whose user is shown as online.
    TestClient signedIn(User user, int intents) {
        var client = connect().identify(token(user), intents);
        client.dispatch("GUILD_CREATE");
        awaitShown(user);
        return client;
    }

    /// The presence server has heard of the user's sessions, and they of what they are shown as.
    void awaitShown(User user) {
        now(presences.hides(user.id()));
        settle();
    }

    io.guildstorm.server.model.ChannelId square() {
        Channel channel = Objects.requireNonNull(guilds.view(GUILD)).channels().getFirst();
        return channel.id();
    }

    GuildAnswer ask(GuildCommand command) {
        return now(guilds.ask(GUILD, command, 0));
    }

    Message say(User author, String text) {
        var answer = ask(new GuildCommand.SendMessage(square(), author, text, null, false, null));
        assertThat(answer).isInstanceOf(GuildAnswer.Stored.class);
        return ((GuildAnswer.Stored) answer).message();
    }

    /// Comes again as often as it is told to: with a small backlog, fan-out may be behind by all of it.
    void sayAgainWhileBusy(User author, String text) {
        GuildAnswer answer;
        do {
            answer = ask(new GuildCommand.SendMessage(square(), author, text, null, false, null));
        } while (answer instanceof GuildAnswer.Refused(var why) && why == Refusal.BUSY);
        assertThat(answer).isInstanceOf(GuildAnswer.Stored.class);
    }

    void say(User author, List<String> texts) {
        texts.stream()
                .map(text ->
                        guilds.ask(GUILD, new GuildCommand.SendMessage(square(), author, text, null, false, null), 0))
                .toList()
                .forEach(answer -> assertThat(now(answer)).isInstanceOf(GuildAnswer.Stored.class));
    }

    long count(Meter meter) {
        return lanes.stream().mapToLong(lane -> lane.tally().read(meter)).sum();
    }

    /// What waits for the sockets of all clients together.
    long waitingBytes() {
        return clients.stream()
                .mapToLong(client -> client.eventLoop()
                        .submit(() -> {
                            var buffer = client.unsafe().outboundBuffer();
                            return buffer == null ? 0 : buffer.totalPendingWriteBytes();
                        })
                        .syncUninterruptibly()
                        .getNow())
                .sum();
    }

    /// All that was said so far has been given to every session that is there.
    void awaitDelivered() {
        ask(new GuildCommand.StartTyping(square(), ANN.id(), true)); // behind it in the guild, and nobody hears of it
        settle();
    }

    /// Every task that was given to a lane so far has run.
    void settle() {
        for (EventLoopLane lane : lanes) {
            lane.loop().submit(() -> {}).syncUninterruptibly();
        }
    }

    /// Waits until `meter` says so.
    void await(Meter meter, long value) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (count(meter) != value) {
            assertThat(System.nanoTime()).as(meter + " never was " + value).isLessThan(deadline);
            settle();
        }
    }

    static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        guilds.close();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        store.close();
    }
}
