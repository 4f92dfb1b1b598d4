package io.guildstorm.server.guild;

import com.typesafe.config.ConfigFactory;
import io.guildstorm.server.fanout.EventLog;
import io.guildstorm.server.fanout.Recipient;
import io.guildstorm.server.memberlist.Viewer;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Refusal;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.Viewport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.jspecify.annotations.Nullable;

/// All guild processes of this node: a cluster of one, with one sharded actor for each guild.
///
/// The order of a stop is the node's: [#drain], then its sessions, then [#close], then the store. Any thread.
public final class GuildProcesses implements Guilds, AutoCloseable {
    private static final EntityTypeKey<GuildMessage> GUILD = EntityTypeKey.create(GuildMessage.class, "guild");
    private static final Duration START_MAX = Duration.ofSeconds(60);

    private final GuildSettings settings;
    private final GuildParts parts;
    private final ActorSystem<Void> system;
    private final ClusterSharding sharding;
    private final Duration answerMax;
    private final Map<GuildId, GuildFeed> feeds = new ConcurrentHashMap<>();
    private final ChannelDirectory channels = new ChannelDirectory();
    private volatile boolean draining;

    /// Starts the cluster and loads every guild that the store has. Blocks until all are there, about a second.
    public static GuildProcesses start(GuildSettings settings, GuildParts parts) {
        var processes = new GuildProcesses(settings, parts);
        try {
            processes.loadAll();
        } catch (RuntimeException e) {
            processes.close();
            throw e;
        }
        return processes;
    }

    private GuildProcesses(GuildSettings settings, GuildParts parts) {
        this.settings = settings;
        this.parts = parts;
        // what a change waits for at most, and as long again for the store and the queue before it
        answerMax = settings.lagMax().multipliedBy(2).plusSeconds(10);
        var config =
                ConfigFactory.parseResources(GuildProcesses.class, "pekko.conf").withFallback(ConfigFactory.load());
        system = ActorSystem.create(Behaviors.empty(), "guildstorm", config);
        sharding = ClusterSharding.get(system);
        sharding.init(Entity.of(GUILD, context -> GuildActor.create(feed(context.getEntityId())))
                .withEntityProps(DispatcherSelector.fromConfig("guild-dispatcher")));
        var cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
    }

    /// Where its actors live; others may, and end when it is closed.
    public ActorSystem<?> system() {
        return system;
    }

    private void loadAll() {
        var loading = parts.store().guilds().stream().map(guild -> {
            feeds.put(guild, newFeed(guild));
            return wake(guild);
        });
        CompletableFuture.allOf(loading.toArray(CompletableFuture[]::new))
                .orTimeout(START_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private CompletableFuture<Void> wake(GuildId guild) {
        var there = new CompletableFuture<Void>();
        entity(guild).tell(new GuildMessage.Drain(there));
        return there;
    }

    private GuildFeed newFeed(GuildId guild) {
        return new GuildFeed(guild, settings, parts, channels);
    }

    private GuildFeed feed(String entityId) {
        return feeds.computeIfAbsent(new GuildId(Long.parseLong(entityId)), this::newFeed);
    }

    private EntityRef<GuildMessage> entity(GuildId guild) {
        return sharding.entityRefFor(GUILD, guild.toString());
    }

    @Override
    public CompletionStage<GuildAnswer> ask(GuildId guild, GuildCommand command, long receivedNanos) {
        if (draining) {
            return refused(Refusal.UNAVAILABLE);
        }
        var feed =
                command instanceof GuildCommand.Create ? feeds.computeIfAbsent(guild, this::newFeed) : feeds.get(guild);
        if (feed == null) {
            return refused(Refusal.UNKNOWN_GUILD);
        }
        if (!feed.permits().tryAcquire()) {
            return refused(Refusal.BUSY);
        }
        return entity(guild)
                .<GuildAnswer>ask(replyTo -> new GuildMessage.Ask(command, receivedNanos, replyTo), answerMax)
                .handle((answer, failure) -> {
                    feed.permits().release();
                    // without an answer in time nobody knows: as after a crash, the nonce makes a retry safe
                    return failure == null ? answer : new GuildAnswer.Refused(Refusal.UNAVAILABLE);
                });
    }

    private static CompletionStage<GuildAnswer> refused(Refusal why) {
        return CompletableFuture.completedStage(new GuildAnswer.Refused(why));
    }

    @Override
    public @Nullable GuildView view(GuildId guild) {
        var feed = feeds.get(guild);
        return feed == null ? null : feed.view();
    }

    @Override
    public @Nullable EventLog log(GuildId guild) {
        var feed = feeds.get(guild);
        return feed == null ? null : feed.logIfOpen();
    }

    @Override
    public int relays(GuildId guild) {
        var feed = feeds.get(guild);
        return feed == null ? 0 : feed.relays();
    }

    @Override
    public void endRelays(GuildId guild, int percent) {
        if (feeds.containsKey(guild)) {
            entity(guild).tell(new GuildMessage.EndRelays(percent));
        }
    }

    @Override
    public @Nullable GuildId guildOf(ChannelId channel) {
        return channels.guildOf(channel);
    }

    @Override
    public void join(GuildId guild, UserId user, List<Recipient> recipients, JoinListener listener) {
        if (feeds.containsKey(guild)) {
            entity(guild).tell(new GuildMessage.Join(user, recipients, listener));
        } else {
            listener.joined(null);
        }
    }

    @Override
    public void turn(GuildId guild, Recipient recipient, LongConsumer listener) {
        if (feeds.containsKey(guild)) {
            entity(guild).tell(new GuildMessage.Turn(recipient, listener));
        }
    }

    @Override
    public @Nullable LastMessages lastMessages(GuildId guild) {
        var feed = feeds.get(guild);
        return feed == null ? null : feed.lastMessages();
    }

    @Override
    public void look(GuildId guild, Recipient recipient, Viewport viewport, Viewer viewer) {
        if (feeds.containsKey(guild)) {
            entity(guild).tell(new GuildMessage.Look(recipient, viewport, viewer));
        }
    }

    @Override
    public void turned(GuildId guild, Recipient recipient) {
        var feed = feeds.get(guild);
        if (feed != null && feed.memberLists().isLookedAt()) { // else whoever comes to look sees it as it is
            entity(guild).tell(new GuildMessage.Turned(recipient));
        }
    }

    @Override
    public void leave(GuildId guild, Recipient recipient) {
        if (feeds.containsKey(guild)) {
            entity(guild).tell(new GuildMessage.Leave(recipient));
        }
    }

    @Override
    public CompletionStage<Void> drain() {
        draining = true;
        return CompletableFuture.allOf(feeds.keySet().stream().map(this::wake).toArray(CompletableFuture[]::new));
    }

    /// Ends all actors at once; to be called after [#drain] if nothing may be lost that was not answered.
    @Override
    public void close() {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the actors did not end", e);
        }
    }
}
