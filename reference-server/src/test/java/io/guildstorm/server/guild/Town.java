package io.guildstorm.server.guild;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.Nonce;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.store.EmbeddedStore;
import io.guildstorm.server.store.MessageReads.History;
import io.guildstorm.server.store.SortedRows;
import io.guildstorm.server.store.StoreSettings;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// Guild processes over a store, as a node would run them: a real cluster of one, real threads, a fan-out without
/// sockets.
final class Town implements AutoCloseable {
    static final GuildId GUILD = new GuildId(4_194_304_000_001L);
    static final User ANN = new User(new UserId(4_194_304_000_011L), "ann", false);
    static final User BOB = new User(new UserId(4_194_304_000_012L), "bob", false);

    final EmbeddedStore store;
    final GuildProcesses guilds;
    final OneByOne fanout = new OneByOne();
    final TestLane lane = new TestLane();
    final List<SendStages> stages = new CopyOnWriteArrayList<>();

    Town(SortedRows rows) throws IOException {
        this(rows, InstantSource.system(), GuildSettings.DEFAULTS);
    }

    Town(SortedRows rows, InstantSource clock, GuildSettings settings) throws IOException {
        store = EmbeddedStore.open(rows, StoreSettings.DEFAULTS, System::nanoTime, death -> {
            throw new AssertionError("the writer died", death);
        });
        var ids = new Snowflakes(new WorkerId(7), clock, _ -> {});
        var parts = new GuildParts(store, fanout, List.<Lane>of(lane), System::nanoTime, clock, ids, stages::add);
        guilds = GuildProcesses.start(settings, parts);
    }

    /// One guild with Ann, who owns it, and Bob, and one channel.
    Town founded() {
        found(GUILD, List.of(BOB));
        return this;
    }

    void found(GuildId guild, List<User> members) {
        var create = new GuildCommand.Create("town", ANN, List.of("square"), members);
        assertThat(now(guilds.ask(guild, create, 0))).isInstanceOf(GuildAnswer.Created.class);
    }

    ChannelId square() {
        return squareOf(GUILD);
    }

    ChannelId squareOf(GuildId guild) {
        Channel channel = Objects.requireNonNull(guilds.view(guild)).channels().getFirst();
        return channel.id();
    }

    CompletionStage<GuildAnswer> ask(GuildCommand command) {
        return guilds.ask(GUILD, command, System.nanoTime());
    }

    CompletionStage<GuildAnswer> send(User author, String text) {
        return ask(new GuildCommand.SendMessage(square(), author, text, null, false, null));
    }

    CompletionStage<GuildAnswer> send(User author, String text, String nonce) {
        return ask(new GuildCommand.SendMessage(square(), author, text, new Nonce(nonce, false), true, null));
    }

    Message sent(User author, String text) {
        return stored(send(author, text));
    }

    CompletionStage<GuildAnswer> delete(MessageId message, UserId by) {
        return ask(new GuildCommand.DeleteMessage(square(), message, by));
    }

    /// Newest first.
    List<Message> history(History query) {
        return now(store.reads().history(square(), query));
    }

    Listener join(User user) {
        return join(user, lane);
    }

    Listener join(User user, Lane on) {
        var listener = new Listener(on);
        var joined = new CompletableFuture<Optional<Guilds.Joined>>();
        guilds.join(GUILD, user.id(), listener, how -> joined.complete(Optional.ofNullable(how)));
        assertThat(now(joined)).as("a member").isPresent();
        return listener;
    }

    /// Everything published so far was delivered.
    void settle() {
        var nobody = new Listener(lane);
        var joined = new CompletableFuture<Optional<Guilds.Joined>>();
        guilds.join(GUILD, ANN.id(), nobody, how -> joined.complete(Optional.ofNullable(how)));
        now(joined);
        guilds.leave(GUILD, nobody);
        var reached = new CompletableFuture<Void>();
        lane.execute(() -> reached.complete(null));
        now(reached);
    }

    static Message stored(CompletionStage<GuildAnswer> answer) {
        var given = now(answer);
        assertThat(given).isInstanceOf(GuildAnswer.Stored.class);
        return ((GuildAnswer.Stored) given).message();
    }

    /// Waits for the stage; a test that hangs fails with what it waited for.
    static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        guilds.close();
        store.close();
        lane.close();
    }
}
