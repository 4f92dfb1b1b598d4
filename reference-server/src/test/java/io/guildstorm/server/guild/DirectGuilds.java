package io.guildstorm.server.guild;

import io.guildstorm.server.fanout.EventLog;
import io.guildstorm.server.fanout.Recipient;
import io.guildstorm.server.memberlist.Viewer;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.Viewport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Guilds without actors: one thread owns them all. What an actor adds is tested with actors.
final class DirectGuilds implements Guilds, AutoCloseable {
    private final ExecutorService owner = Executors.newSingleThreadExecutor();
    private final Map<GuildId, GuildFeed> feeds = new ConcurrentHashMap<>();
    private final Map<GuildId, Guild> guilds = new ConcurrentHashMap<>();
    private final GuildSettings settings;
    private final GuildParts parts;

    DirectGuilds(GuildSettings settings, GuildParts parts) {
        this.settings = settings;
        this.parts = parts;
        parts.store().guilds().forEach(this::guild);
        drain().toCompletableFuture().join();
    }

    private Guild guild(GuildId id) {
        return guilds.computeIfAbsent(id, _ -> {
            var feed = new GuildFeed(id, settings, parts, new ChannelDirectory());
            feeds.put(id, feed);
            var guild = new Guild(feed, owner);
            owner.execute(guild::open);
            return guild;
        });
    }

    /// Runs the guilds' clocks once, and returns when they have.
    void tick() {
        CompletableFuture.runAsync(() -> guilds.values().forEach(Guild::tick), owner)
                .join();
    }

    @Override
    public CompletionStage<GuildAnswer> ask(GuildId guild, GuildCommand command, long receivedNanos) {
        var answer = new CompletableFuture<GuildAnswer>();
        var asked = guild(guild);
        owner.execute(() -> asked.handle(command, receivedNanos, answer::complete));
        return answer;
    }

    @Override
    public void turn(GuildId guild, Recipient recipient, LongConsumer listener) {
        var asked = guild(guild);
        owner.execute(() -> asked.turn(recipient, listener));
    }

    @Override
    public @Nullable LastMessages lastMessages(GuildId guild) {
        var feed = feeds.get(guild);
        return feed == null ? null : feed.lastMessages();
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
    public @Nullable GuildView view(GuildId guild) {
        var feed = feeds.get(guild);
        return feed == null ? null : feed.view();
    }

    @Override
    public void endRelays(GuildId guild, int percent) {
        throw new UnsupportedOperationException("its fan-out has no relays");
    }

    @Override
    public @Nullable GuildId guildOf(ChannelId channel) {
        for (var feed : feeds.values()) {
            var view = feed.view();
            if (view != null && view.channel(channel) != null) {
                return view.id();
            }
        }
        return null;
    }

    @Override
    public void join(GuildId guild, UserId user, List<Recipient> recipients, JoinListener listener) {
        var asked = guild(guild);
        owner.execute(() -> asked.join(user, recipients, listener));
    }

    @Override
    public void look(GuildId guild, Recipient recipient, Viewport viewport, Viewer viewer) {
        var asked = guild(guild);
        owner.execute(() -> asked.look(recipient, viewport, viewer));
    }

    @Override
    public void turned(GuildId guild, Recipient recipient) {
        var asked = guild(guild);
        owner.execute(() -> asked.turned(recipient));
    }

    @Override
    public void leave(GuildId guild, Recipient recipient) {
        var asked = guild(guild);
        owner.execute(() -> asked.leave(recipient));
    }

    @Override
    public CompletionStage<Void> drain() {
        return CompletableFuture.allOf(guilds.values().stream()
                .map(guild -> {
                    var drained = new CompletableFuture<Void>();
                    owner.execute(() -> guild.drain(() -> drained.complete(null)));
                    return drained;
                })
                .toArray(CompletableFuture[]::new));
    }

    @Override
    public void close() {
        owner.close();
    }
}
