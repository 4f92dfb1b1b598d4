package io.guildstorm.server.presence;

import io.guildstorm.server.model.Ticker;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.ring.Ring;
import io.guildstorm.server.state.StatusBackup;
import io.guildstorm.server.wire.Presence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.jspecify.annotations.Nullable;

/// All presence servers: sharded actors by number, and a ring that says which of them has a user. They end with the
/// actor system that they are given.
public final class PresenceServers implements Presences {
    private static final EntityTypeKey<PresenceMessage> SERVER =
            EntityTypeKey.create(PresenceMessage.class, "presence");
    /// A server that begins answers once all lanes have told it what they have.
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final PresenceSettings settings;
    private final @Nullable StatusBackup backup;
    private final Ticker ticker;
    private final Ring ring;
    private final List<EntityRef<PresenceMessage>> servers = new ArrayList<>();
    private final LongAdder changes = new LongAdder();
    private final LongAdder published = new LongAdder();
    private final LongAdder learningMillis = new LongAdder();
    private final List<LanePresence> others = new ArrayList<>();
    private volatile List<? extends LanePresence> lanes = List.of();

    /// @param system where guilds are, too
    /// @param backup null: a server that dies learns from the gateway alone
    public PresenceServers(
            ActorSystem<?> system, PresenceSettings settings, @Nullable StatusBackup backup, Ticker ticker) {
        this.settings = settings;
        this.backup = backup;
        this.ticker = ticker;
        ring = ring(settings.servers());
        var sharding = ClusterSharding.get(system);
        sharding.init(Entity.of(
                        SERVER,
                        context -> PresenceActor.create(this, ring.owners().indexOf(context.getEntityId())))
                .withEntityProps(DispatcherSelector.fromConfig("guild-dispatcher")));
        ring.owners().forEach(name -> servers.add(sharding.entityRefFor(SERVER, name)));
    }

    private static Ring ring(int servers) {
        return Ring.of(
                IntStream.range(0, servers).boxed().collect(Collectors.toMap("presence-%02d"::formatted, _ -> 1)));
    }

    /// One more that hears what lanes hear, numbered behind them. Before [#connect].
    public void join(LanePresence other) {
        others.add(other);
    }

    /// On the actor's thread.
    PresenceServer begin(int index) {
        var counts = new PresenceServer.Counts(changes, published, learningMillis);
        return new PresenceServer(index, new PresenceServer.Parts(settings, lanes, backup, counts), nowMillis());
    }

    /// What clients said, came and went, all servers together.
    public long changes() {
        return changes.sum();
    }

    /// Changes that others were told of.
    public long published() {
        return published.sum();
    }

    /// For how long servers that began knew nothing, all of them together.
    public long learningMillis() {
        return learningMillis.sum();
    }

    long nowMillis() {
        return ticker.nanos() / 1_000_000;
    }

    /// A device beats that its server does not know.
    void ask(Beats unknown) {
        for (long device : unknown.devices()) {
            lanes.get(unknown.lane()).unknown(device);
        }
    }

    @Override
    public PresenceSettings settings() {
        return settings;
    }

    @Override
    public void connect(List<? extends LanePresence> all) {
        lanes = Stream.concat(all.stream(), others.stream()).toList();
        servers.forEach(server -> server.tell(PresenceMessage.Tick.TICK)); // they begin, and learn that there is nobody
    }

    @Override
    public int serverOf(UserId user) {
        return ring.ownerOf(user.value());
    }

    private EntityRef<PresenceMessage> server(UserId user) {
        return servers.get(serverOf(user));
    }

    @Override
    public void present(Device device) {
        server(device.user()).tell(new PresenceMessage.Present(device));
    }

    @Override
    public void gone(UserId user, long device) {
        server(user).tell(new PresenceMessage.Gone(user.value(), device));
    }

    @Override
    public void beats(Beats beats) {
        servers.get(beats.server()).tell(new PresenceMessage.Beaten(beats));
    }

    @Override
    public void watch(int lane, Collection<UserId> users) {
        forEachServer(users, (server, ids) -> server.tell(new PresenceMessage.Watch(lane, ids)));
    }

    @Override
    public void unwatch(int lane, Collection<UserId> users) {
        forEachServer(users, (server, ids) -> server.tell(new PresenceMessage.Unwatch(lane, ids)));
    }

    @Override
    public void announced(int lane, int server) {
        servers.get(server).tell(new PresenceMessage.Announced(lane));
    }

    private void forEachServer(Collection<UserId> users, BiConsumer<EntityRef<PresenceMessage>, long[]> visitor) {
        var ids = new ArrayList<LongStream.Builder>();
        servers.forEach(_ -> ids.add(LongStream.builder()));
        users.forEach(user -> ids.get(serverOf(user)).add(user.value()));
        for (int i = 0; i < servers.size(); i++) {
            long[] own = ids.get(i).build().toArray();
            if (own.length > 0) {
                visitor.accept(servers.get(i), own);
            }
        }
    }

    @Override
    public CompletionStage<List<Presence>> query(Collection<UserId> users) {
        var answers = new ArrayList<CompletableFuture<List<Presence>>>();
        forEachServer(users, (server, ids) -> {
            var answer = new CompletableFuture<List<Presence>>();
            answers.add(answer);
            server.tell(new PresenceMessage.Query(ids, answer::complete));
        });
        return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                .orTimeout(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(_ -> answers.stream()
                        .flatMap(answer -> answer.join().stream())
                        .toList());
    }

    @Override
    public CompletionStage<Boolean> hides(UserId user) {
        var answer = new CompletableFuture<Boolean>();
        server(user).tell(new PresenceMessage.Hides(user.value(), answer::complete));
        return answer.orTimeout(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void end(int server) {
        servers.get(server).tell(PresenceMessage.End.END);
    }
}
