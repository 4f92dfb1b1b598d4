package io.guildstorm.server.node;

import io.guildstorm.server.access.AdminToken;
import io.guildstorm.server.access.IdentifyLimits;
import io.guildstorm.server.access.RequestLimits;
import io.guildstorm.server.access.Tokens;
import io.guildstorm.server.api.Api;
import io.guildstorm.server.api.ApiParts;
import io.guildstorm.server.api.HttpPipeline;
import io.guildstorm.server.api.Route;
import io.guildstorm.server.api.RouteTable;
import io.guildstorm.server.api.Scheme;
import io.guildstorm.server.fanout.FanoutStrategy;
import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.gateway.EventLoopLane;
import io.guildstorm.server.gateway.Gateway;
import io.guildstorm.server.gateway.inprocess.InProcessSessions;
import io.guildstorm.server.guild.Arrivals;
import io.guildstorm.server.guild.Crowds;
import io.guildstorm.server.guild.GuildParts;
import io.guildstorm.server.guild.GuildProcesses;
import io.guildstorm.server.guild.SendStages;
import io.guildstorm.server.guild.Snowflakes;
import io.guildstorm.server.guild.WorkerId;
import io.guildstorm.server.meter.Meter;
import io.guildstorm.server.meter.Meters;
import io.guildstorm.server.meter.QueuesEvent;
import io.guildstorm.server.meter.SendEvent;
import io.guildstorm.server.meter.Tally;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Ticker;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.presence.PresenceServers;
import io.guildstorm.server.presence.inprocess.PresenceCrowd;
import io.guildstorm.server.state.RedisState;
import io.guildstorm.server.state.StatusBackup;
import io.guildstorm.server.store.MessageStore;
import io.netty.channel.Channel;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One running server: what the switches chose, wired together, with its ports open.
///
/// **Owner:** the thread that started it, which also stops it.
final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final long STOP_MILLIS = 10_000;
    private static final long SOCKETS_MILLIS = 2_000;

    private final NodeSettings settings;
    private final Ticker ticker;
    private final InstantSource clock = InstantSource.system();
    private final LongAdder sends = new LongAdder();
    private final Deque<Step> undo = new ArrayDeque<>();
    private final DataFolder folder;
    private final MessageStore store;
    private final MultiThreadIoEventLoopGroup loops;
    private final List<EventLoopLane> lanes;
    private final GuildProcesses guilds;
    /// The gateway, once it is there: guilds start before it.
    private final AtomicReference<Arrivals> arrivals = new AtomicReference<>((_, _) -> {});
    private final PresenceServers presences;
    private final PresenceCrowd crowd;
    private final Gateway gateway;
    private final Ports ports;
    private final Authorities authorities;
    private final @Nullable RedisState state;
    private final AdminToken admin;
    private final @Nullable SslContext tls;

    /// One step back of a start, with the name that a log gives it.
    private record Step(String name, AutoCloseable action) {}

    /// @param onWriterDeath told that the store cannot write any more: end the process
    /// @throws RefusedStart with all that was started taken back
    static Node start(Options options, Switches switches, Consumer<Throwable> onWriterDeath) {
        return new Node(options, switches, System::nanoTime, onWriterDeath);
    }

    /// @param ticker what time it is for all that waits, in nanoseconds
    Node(Options options, Switches switches, Ticker ticker, Consumer<Throwable> onWriterDeath) {
        settings = NodeSettings.of(switches);
        this.ticker = ticker;
        tls = options.tls() == null ? null : Tls.load(options.tls());
        try {
            folder = started("data folder", DataFolder.open(options.data()));
            state = state();
            admin = folder.adminToken(options.adminTokenFile().orElse(null));
            store = started("store", Stores.open(settings.store(), folder, settings.writes(), ticker, onWriterDeath));
            loops = settings.transport().loops(settings.loops(), "loop");
            undo.push(new Step(
                    "loops",
                    () -> loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly()));
            lanes = EventLoopLane.of(loops, settings.gateway().flushWindow(), ticker);
            var ids = new Snowflakes(new WorkerId(0), clock, back -> LOG.warn("the clock was set back by {}", back));
            guilds = started("guilds", GuildProcesses.start(settings.guilds(), guildParts(ids)));
            var revocations = started("revocations", RevocationLog.open(folder));
            var tokens = new Tokens(
                    folder.secret(), new Tokens.Terms(settings.access().tokenTtl(), revocations.revocations(), clock));
            var identifies = new IdentifyLimits(settings.access().identifies(), ticker);
            presences = new PresenceServers(guilds.system(), settings.presence(), backup(), ticker);
            crowd = started("presence crowd", new PresenceCrowd(presences, lanes.size(), ticker));
            presences.join(crowd);
            gateway = new Gateway(
                    lanes,
                    new Gateway.Services(
                            guilds,
                            tokens,
                            identifies,
                            store.accounts(),
                            presences,
                            ticker,
                            clock,
                            new SecureRandom(),
                            settings.keepsSessions() ? state : null),
                    settings.gateway());
            arrivals.set(gateway::arrived);
            ports = new Ports(settings.transport(), loops);
            undo.push(new Step("ports", ports::close));
            undo.push(new Step("queue depths", QueuesEvent.watch(store::pending, this::mostTasks)));
            authorities = open(options, switches, apiParts(ids, tokens, revocations, identifies));
        } catch (RuntimeException e) {
            undo();
            throw e;
        }
    }

    /// Null: nothing outlives this process but what is stored.
    private @Nullable RedisState state() {
        return settings.redis().map(this::connect).orElse(null);
    }

    private @Nullable StatusBackup backup() {
        return state == null || !settings.keepsStatuses() ? null : state.statuses();
    }

    private RedisState connect(String address) {
        try {
            return started("state", RedisState.connect(address, folder.name()));
        } catch (IOException e) {
            throw RefusedStart.input("gateway.redis cannot be \"" + address
                    + "\": no Redis of 6.2 or later answers there (" + e.getMessage()
                    + "). Start one, name another, or set gateway.state=memory and presence.backup=none.");
        }
    }

    /// Of the event loop that has most of them waiting.
    private int mostTasks() {
        return lanes.stream().mapToInt(EventLoopLane::pendingTasks).max().orElse(0);
    }

    private <T extends AutoCloseable> T started(String name, T part) {
        undo.push(new Step(name, part));
        return part;
    }

    private GuildParts guildParts(Snowflakes ids) {
        return new GuildParts(
                store,
                strategy(settings.fanout()),
                List.<Lane>copyOf(lanes),
                ticker,
                clock,
                ids,
                settings.keepsSessions() ? state : null,
                this::sent,
                this::arrived);
    }

    private static FanoutStrategy strategy(String name) {
        return strategies().stream()
                .filter(strategy -> strategy.name().equals(name))
                .findFirst()
                .orElseThrow(() -> RefusedStart.input("fanout cannot be \"" + name + "\": no jar has it."));
    }

    /// All on the class path.
    static List<FanoutStrategy> strategies() {
        return ServiceLoader.load(FanoutStrategy.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    private void arrived(GuildId guild, Set<UserId> users) {
        arrivals.get().in(guild, users);
    }

    private void sent(SendStages stages) {
        sends.increment();
        SendEvent.record(
                stages.message().value(),
                stages.position(),
                new SendEvent.Stages(
                        stages.receivedNanos(),
                        stages.ownerNanos(),
                        stages.durableNanos(),
                        stages.fanoutNanos(),
                        stages.publishingNanos(),
                        stages.deliveredNanos()));
    }

    private ApiParts apiParts(Snowflakes ids, Tokens tokens, RevocationLog revocations, IdentifyLimits identifies) {
        return new ApiParts(
                guilds,
                new Crowds(store, ids::next, clock),
                store.accounts(),
                presences,
                store.reads(),
                tokens,
                revocation -> revocations.add(revocation).thenCompose(_ -> gateway.endRevoked()),
                settings.access().origins(),
                admin,
                new RequestLimits(settings.access().requests(), ticker),
                identifies,
                scheme(),
                ids::next,
                ticker,
                clock);
    }

    private Scheme scheme() {
        return tls == null ? Scheme.PLAIN : Scheme.TLS;
    }

    /// Host and port of each of its doors; the same twice unless the admin API has a port of its own.
    /// @param routes of users and of everybody
    private record Authorities(String users, String admin, List<Route> routes) {}

    private InProcessSessions inProcess() {
        boolean whole = strategy(settings.fanout()).servesBlocks();
        var blocks = new InProcessSessions.Blocks(settings.guilds().fanout().relaySize(), whole);
        return new InProcessSessions(guilds, lanes, blocks, ticker);
    }

    private Authorities open(Options options, Switches switches, ApiParts parts) {
        var meters = meters();
        var state = new NodeState(switches.effective(), settings.transport(), lanes, store, guilds);
        var api = new Api(parts, new Api.Self(meters::scrape, state::json, options.allowFaults()), inProcess(), crowd);
        var routes = new ArrayList<>(api.openRoutes());
        routes.addAll(api.userRoutes());
        var adminRoutes = new ArrayList<>(api.adminRoutes());
        var adminPort = options.adminPort();
        if (adminPort.isEmpty()) {
            routes.addAll(adminRoutes);
        } else {
            adminRoutes.addAll(api.openRoutes());
        }
        String where = listen(options.host(), options.port(), routes, parts);
        String admin = adminPort.isEmpty() ? where : listen(options.host(), adminPort.get(), adminRoutes, parts);
        if (options.demo() != null) {
            new Demo(parts, folder, options.demo()).write(where);
        }
        LOG.info(
                "version {}, store {}, fanout {}, {} with {} loops, data in {}, admin API at {}",
                NodeState.version(),
                settings.store(),
                settings.fanout(),
                settings.transport().word(),
                settings.loops(),
                folder.path(),
                admin);
        return new Authorities(where, admin, api.userRoutes());
    }

    private String listen(String host, int port, List<Route> routes, ApiParts parts) {
        var pipeline = new HttpPipeline(new RouteTable(routes), parts, gateway::upgrade);
        var where = ports.open(host, port, socket -> {
            if (tls != null) {
                socket.pipeline().addLast(tls.newHandler(socket.alloc()));
            }
            pipeline.addTo(socket, tally(socket));
        });
        if (tls == null && !where.getAddress().isLoopbackAddress()) {
            LOG.warn(
                    "{} is not this machine alone, and nothing is encrypted: whoever is on the way reads tokens and"
                            + " messages. Give --tls-cert and --tls-key, or put a TLS proxy before it.",
                    authority(host, where));
        }
        return authority(host, where);
    }

    private Tally tally(Channel socket) {
        for (var lane : lanes) {
            if (lane.loop().equals(socket.eventLoop())) {
                return lane.tally();
            }
        }
        throw new IllegalStateException("a socket of no lane");
    }

    private Meters meters() {
        var meters = new Meters();
        meters.publish(Meter.SENDS, sends::sum);
        meters.publish(Meter.CONNECTIONS, () -> ports.sockets());
        meters.publish(Meter.STORE_PENDING, store::pending);
        meters.publish(Meter.STORE_SYNCS, store::syncs);
        meters.publish(Meter.PRESENCE_CHANGES, presences::changes);
        meters.publish(Meter.PRESENCE_PUBLISHED, presences::published);
        meters.publish(Meter.PRESENCE_LEARNING, presences::learningMillis);
        meters.publish(Meter.GUILDS, () -> store.guilds().size());
        meters.publish(
                Meter.HEAP_USED,
                () -> ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        meters.publish(
                Meter.PROCESS_CPU,
                () -> ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .map(time -> time.toNanos() / 1e9)
                        .orElse(Double.NaN));
        var tallies = lanes.stream().map(EventLoopLane::tally).toList();
        meters.missing().forEach(meter -> meters.publish(meter, tallies));
        return meters;
    }

    private static String authority(String host, InetSocketAddress where) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + where.getPort();
    }

    /// What users can ask for.
    List<Route> routes() {
        return authorities.routes();
    }

    /// Host and port under which clients reach it.
    String authority() {
        return authorities.users();
    }

    /// What clients call it by.
    String url() {
        return scheme().http() + "://" + authority();
    }

    /// Where the admin API is.
    String adminAuthority() {
        return authorities.admin();
    }

    /// Stops in the order that loses nothing acknowledged: no new commands, what was let in is answered and
    /// delivered, sessions are told to come back, connections end, then guilds, store and loops. Blocks.
    @Override
    public void close() {
        LOG.info("stopping");
        var drained = guilds.drain();
        ports.stopAccepting();
        await("what was let in", drained);
        await("sessions", gateway.stop());
        ports.closeSockets(HttpPipeline.CLOSE_WHEN_ANSWERED, SOCKETS_MILLIS);
        undo();
        LOG.info("stopped");
    }

    private void undo() {
        while (!undo.isEmpty()) {
            var step = undo.pop();
            try {
                step.action.close();
            } catch (Exception e) {
                LOG.warn("{} did not stop cleanly", step.name, e);
            }
        }
    }

    private static void await(String what, CompletionStage<Void> stage) {
        try {
            stage.toCompletableFuture().get(STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("{} did not end in time", what, e);
        }
    }
}
