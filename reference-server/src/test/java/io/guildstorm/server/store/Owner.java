package io.guildstorm.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.Nonce;
import io.guildstorm.server.model.ShownMessage;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.store.MessageReads.History;
import io.guildstorm.server.store.MessageStore.WriteListener;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Writes for one guild as a guild process would, one position after the other.
final class Owner implements WriteListener {
    static final User ANN = new User(new UserId(4_194_304_000_011L), "ann", false);

    final GuildId guild;
    final ChannelId channel;
    final ClaimedGuild claimed;
    final AtomicLong durable = new AtomicLong();
    final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final MessageStore store;
    private long position;

    static Owner of(MessageStore store, long guild) {
        return new Owner(store, new GuildId(guild));
    }

    private Owner(MessageStore store, GuildId guild) {
        this.store = store;
        this.guild = guild;
        channel = new ChannelId(guild.value() + 1);
        claimed = now(store.claim(guild, this));
        position = claimed.head().epoch() << 48;
    }

    Message message(long id, String text, @Nullable Nonce nonce) {
        return new Message(new MessageId(id), channel, guild, ANN, text, null, null, nonce);
    }

    boolean add(long id, String text) {
        return write(id, new GuildChange.MessageAdded(message(id, text, null), null));
    }

    boolean write(long id, GuildChange change) {
        return store.write(guild, new GuildHead(claimed.head().epoch(), ++position, id), change);
    }

    /// Messages alone, without what they refer to.
    static List<Message> history(MessageStore store, ChannelId channel, History query) {
        return now(store.reads().history(channel, query)).stream()
                .map(ShownMessage::message)
                .toList();
    }

    /// Everything written so far is durable.
    void awaitDurable() throws InterruptedException {
        synchronized (durable) {
            while (durable.get() < position) {
                durable.wait();
            }
        }
    }

    @Override
    public void durable(long upTo, long nanos) {
        synchronized (durable) {
            durable.set(upTo);
            durable.notifyAll();
        }
    }

    @Override
    public void failed(Throwable cause) {
        failure.complete(cause);
    }

    static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    static EmbeddedStore open(SortedRows rows, StoreSettings settings) throws Exception {
        return EmbeddedStore.open(rows, settings, System::nanoTime, death -> {
            throw new AssertionError("the writer died", death);
        });
    }

    void assertEpoch(long epoch) {
        assertThat(claimed.head().epoch()).isEqualTo(epoch);
    }
}
