package io.guildstorm.server.guild;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.Crowd;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.Nonce;
import io.guildstorm.server.model.Refusal;
import io.guildstorm.server.model.ShownMessage;
import io.guildstorm.server.model.Ticker;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.state.SharedState;
import io.guildstorm.server.store.EmbeddedStore;
import io.guildstorm.server.store.FaultyRows;
import io.guildstorm.server.store.MessageReads.History;
import io.guildstorm.server.store.SortedRows;
import io.guildstorm.server.store.StoreSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Guild processes over a store, as a node would run them: a real cluster of one, real threads, a fan-out without
/// sockets.
final class Town implements AutoCloseable {
    static final GuildId GUILD = new GuildId(4_194_304_000_001L);
    static final User ANN = new User(new UserId(4_194_304_000_011L), "ann", false);
    static final User BOB = new User(new UserId(4_194_304_000_012L), "bob", false);

    final EmbeddedStore store;
    final Guilds guilds;
    final OneByOne fanout = new OneByOne();
    final TestLane lane = new TestLane();
    final SteppedClock clock;
    final AtomicLong nanos;
    private final SortedRows rows;
    private final Ticker ticker;
    final List<Duration> clockSetBack = new CopyOnWriteArrayList<>();
    final List<SendStages> stages = new CopyOnWriteArrayList<>();
    final Snowflakes ids;
    private final AtomicReference<@Nullable RuntimeException> bug = new AtomicReference<>();
    private final CompletableFuture<Void> bugMet = new CompletableFuture<>();

    /// One thread owns the guilds.
    static Town direct(SortedRows rows) throws IOException {
        return direct(rows, GuildSettings.DEFAULTS, new SteppedClock());
    }

    static Town direct(SortedRows rows, GuildSettings settings, SteppedClock clock) throws IOException {
        var nanos = new AtomicLong();
        return new Town(rows, clock, nanos, nanos::incrementAndGet, parts -> new DirectGuilds(settings, parts));
    }

    /// Actors in a real cluster of one.
    static Town withActors(SortedRows rows) throws IOException {
        return new Town(
                rows,
                new SteppedClock(),
                new AtomicLong(),
                System::nanoTime,
                parts -> GuildProcesses.start(GuildSettings.DEFAULTS, parts));
    }

    /// With its log kept in `state`.
    static Town direct(SortedRows rows, SharedState state, SteppedClock clock) throws IOException {
        var nanos = new AtomicLong();
        return new Town(
                rows,
                clock,
                nanos,
                nanos::incrementAndGet,
                parts -> new DirectGuilds(GuildSettings.DEFAULTS, keptIn(parts, state)));
    }

    private static GuildParts keptIn(GuildParts parts, SharedState state) {
        return new GuildParts(
                parts.store(),
                parts.strategy(),
                parts.lanes(),
                parts.ticker(),
                parts.clock(),
                parts.ids(),
                state,
                parts.stages(),
                parts.arrivals());
    }

    private Town(
            SortedRows rows, SteppedClock clock, AtomicLong nanos, Ticker ticker, Function<GuildParts, Guilds> start)
            throws IOException {
        this.rows = rows;
        this.clock = clock;
        this.nanos = nanos;
        this.ticker = ticker;
        store = EmbeddedStore.open(rows, StoreSettings.DEFAULTS, ticker, death -> {
            throw new AssertionError("the writer died", death);
        });
        ids = new Snowflakes(new WorkerId(7), clock, clockSetBack::add);
        guilds = start.apply(
                new GuildParts(store, fanout, List.<Lane>of(lane), ticker, clock, ids, null, this::note, (_, _) -> {}));
    }

    /// One guild with Ann, who owns it, and Bob, and one channel.
    Town founded() {
        found(GUILD, List.of(BOB));
        return this;
    }

    void found(GuildId guild, List<User> members) {
        var create = new GuildCommand.Create("town", ANN, List.of("square"), members, Crowd.NOBODY);
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
        return guilds.ask(GUILD, command, ticker.nanos());
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
        return now(store.reads().history(square(), query)).stream()
                .map(ShownMessage::message)
                .toList();
    }

    Listener join(User user) {
        return join(user, lane);
    }

    Listener join(User user, Lane on) {
        return join(GUILD, user, on);
    }

    Listener join(GuildId guild, User user, Lane on) {
        var listener = new Listener(on);
        var joined = new CompletableFuture<Optional<Guilds.Joined>>();
        guilds.join(guild, user.id(), listener, how -> joined.complete(Optional.ofNullable(how)));
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

    /// The guild meets a bug, once, when it next tells of a message's stages.
    void meet(RuntimeException met) {
        bug.set(met);
    }

    private void note(SendStages sent) {
        var met = bug.getAndSet(null);
        if (met != null) {
            bugMet.complete(null);
            throw met;
        }
        stages.add(sent);
    }

    /// Waits until the guild has met its bug: whatever is asked from now on comes to its next owner.
    void awaitBug() {
        now(bugMet);
    }

    /// Comes back, as a client would, until the guild is there again.
    void awaitUp() {
        var unavailable = new GuildAnswer.Refused(Refusal.UNAVAILABLE);
        var typing = new GuildCommand.StartTyping(square(), ANN.id());
        for (int tries = 0; now(ask(typing)).equals(unavailable) && tries < 10_000; tries++) {
            LockSupport.parkNanos(1_000_000);
            if (guilds instanceof DirectGuilds direct) {
                nanos.addAndGet(Duration.ofSeconds(1).toNanos());
                direct.tick();
            }
        }
    }

    /// Runs the clocks of guilds without actors.
    void tick() {
        ((DirectGuilds) guilds).tick();
    }

    @Override
    public void close() {
        if (guilds instanceof GuildProcesses actors) {
            actors.close();
        }
        if (rows instanceof FaultyRows faulty) {
            faulty.go(); // a test that failed while the disk stood is to end, not to hang
        }
        store.close();
        if (guilds instanceof DirectGuilds direct) {
            direct.close();
        }
        lane.close();
    }
}
