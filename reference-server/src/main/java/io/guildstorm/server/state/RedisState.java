package io.guildstorm.server.state;

import io.guildstorm.server.model.GuildId;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.Range;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One Redis, 6.2 or later, over one connection: commands arrive there in the order of their calls.
///
/// The first failure says so, once, and stops all traffic but a probe; when that succeeds, traffic goes on. So what
/// waits for a Redis that does not answer is bounded: [#BYTES_MAX] bytes, and no more than was given within
/// [#ANSWER_MAX]. A Redis that was restarted may have come back with what it had some time ago: sessions are kept
/// under the name of its current run, and those of an earlier one are never read.
///
/// **Owner:** whoever connected it closes it.
public final class RedisState implements SharedState {
    private static final Logger LOG = LoggerFactory.getLogger(RedisState.class);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(2);
    private static final Duration TRY_EVERY = Duration.ofMillis(250);
    private static final long BYTES_MAX = 8 << 20;
    private static final int REQUESTS_MAX = 32_768;
    static final int KEY_BYTES = 64;
    private static final String FIELD = "e";
    private static final Pattern RUN = Pattern.compile("run_id:(\\w+)");

    private final String address;
    private final String prefix;
    private final ClientResources resources;
    private final RedisClient client;
    private final StatefulRedisConnection<String, byte[]> connection;
    private final RedisAsyncCommands<String, byte[]> redis;
    private final ScheduledExecutorService probes = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("state-probe").daemon().factory());
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicBoolean answers = new AtomicBoolean();
    private volatile String sessions = "";
    private final AtomicInteger life = new AtomicInteger();
    private volatile boolean closing;

    /// @param address `redis://HOST:PORT`
    /// @param owner whose state it is: nobody else's is read
    /// @throws IOException no Redis that will do answers there
    public static RedisState connect(String address, String owner) throws IOException {
        var resources = ClientResources.builder()
                .reconnectDelay(Delay.constant(TRY_EVERY))
                .build();
        var client = RedisClient.create(resources, uri(address));
        try {
            client.setOptions(ClientOptions.builder()
                    .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                    .replayFilter(_ -> true) // what was under way may be told twice, or behind what came later
                    .requestQueueSize(REQUESTS_MAX)
                    .timeoutOptions(TimeoutOptions.enabled(ANSWER_MAX))
                    .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                    .build());
            var connection = client.connect(RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE));
            var state = new RedisState(address, owner, resources, client, connection);
            await(state.redis.getdel(state.prefix + "probe").toCompletableFuture()); // Redis 6.2
            await(state.probe().toCompletableFuture());
            state.watch();
            return state;
        } catch (RedisException | IOException e) {
            client.shutdown(Duration.ZERO, ANSWER_MAX);
            resources.shutdown(0, ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
            throw new IOException(rootOf(e).getMessage(), e);
        }
    }

    private static RedisURI uri(String address) {
        var uri = RedisURI.create(address);
        uri.setTimeout(ANSWER_MAX);
        return uri;
    }

    private RedisState(
            String address,
            String owner,
            ClientResources resources,
            RedisClient client,
            StatefulRedisConnection<String, byte[]> connection) {
        this.address = address;
        this.prefix = "guildstorm:" + owner + ":";
        this.resources = resources;
        this.client = client;
        this.connection = connection;
        this.redis = connection.async();
    }

    private void watch() {
        connection.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> from) {
                failed(new IOException("the connection ended"));
            }
        });
        probes.scheduleWithFixedDelay(
                this::probeIfGone, TRY_EVERY.toMillis(), TRY_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void probeIfGone() {
        try {
            if (!answers.get()) {
                await(probe().toCompletableFuture());
            }
        } catch (IOException e) {
            LOG.debug("Redis at {} is still gone", address, e);
        }
    }

    /// A write, for a Redis may refuse those alone; then in which of its runs it is.
    private CompletionStage<Void> probe() {
        return redis.set(prefix + "probe", new byte[0], SetArgs.Builder.px(ANSWER_MAX))
                .thenCompose(_ -> redis.info("server"))
                .thenAccept(this::answered);
    }

    private void answered(String info) {
        var run = RUN.matcher(info);
        sessions = prefix + "session:" + (run.find() ? run.group(1) : "") + ":";
        boolean first = life.incrementAndGet() == 1;
        if (!answers.getAndSet(true) && !first) {
            LOG.info("Redis at {} answers again: sessions are kept there", address);
        }
    }

    private void failed(Throwable cause) {
        if (answers.getAndSet(false) && !closing) {
            LOG.warn(
                    "Redis at {} does not answer ({}): until it does, clients resume in this process only,"
                            + " or start afresh",
                    address,
                    rootOf(cause).getMessage());
        }
    }

    @Override
    public boolean answers() {
        return answers.get();
    }

    @Override
    public int life() {
        return life.get();
    }

    @Override
    public void append(GuildId guild, byte[] entry, int kept) {
        if (hasRoom(entry.length)) {
            var trimmed = XAddArgs.Builder.maxlen(kept).approximateTrimming();
            follow(redis.xadd(logOf(guild), trimmed, FIELD, entry), entry.length);
        }
    }

    @Override
    public CompletionStage<List<byte[]>> log(GuildId guild) {
        return asked(() -> redis.xrange(logOf(guild), Range.unbounded()))
                .thenApply(entries -> entries.stream()
                        .map(entry -> Objects.requireNonNull(entry.getBody().get(FIELD)))
                        .toList());
    }

    @Override
    public boolean put(String session, byte[] record, Duration lifetime) {
        if (!hasRoom(record.length)) {
            return false;
        }
        follow(redis.set(sessions + session, record, SetArgs.Builder.px(lifetime)), record.length);
        return true;
    }

    @Override
    public CompletionStage<Optional<byte[]>> read(String session) {
        return asked(() -> redis.get(sessions + session)).thenApply(Optional::ofNullable);
    }

    @Override
    public CompletionStage<Optional<byte[]>> take(String session) {
        return asked(() -> redis.getdel(sessions + session)).thenApply(Optional::ofNullable);
    }

    @Override
    public CompletionStage<Void> remove(String session) {
        return asked(() -> redis.del(sessions + session)).thenAccept(_ -> {});
    }

    /// What presence servers know of their users, over the same connection.
    public StatusBackup statuses() {
        return new RedisStatuses(this, redis, prefix + "presence:");
    }

    private String logOf(GuildId guild) {
        return prefix + "log:" + guild;
    }

    boolean hasRoom(int bytes) {
        return answers.get() && waitingBytes.get() + bytes + KEY_BYTES <= BYTES_MAX;
    }

    <T> CompletionStage<T> asked(Question<T> question) {
        return answers.get()
                ? follow(question.ask(), 0)
                : CompletableFuture.failedStage(new IOException("Redis does not answer"));
    }

    <T> CompletionStage<T> follow(CompletionStage<T> answer, int bytes) {
        waitingBytes.addAndGet(bytes + KEY_BYTES);
        return answer.whenComplete((_, failure) -> {
            waitingBytes.addAndGet(-bytes - KEY_BYTES);
            if (failure != null) {
                failed(failure);
            }
        });
    }

    @FunctionalInterface
    interface Question<T> {
        CompletionStage<T> ask();
    }

    @Override
    public void close() {
        try {
            if (answers.get()) {
                await(redis.ping().toCompletableFuture()); // behind all that was handed over
            }
        } catch (IOException e) {
            LOG.debug("not all of it was taken", e);
        }
        closing = true;
        probes.shutdownNow();
        connection.close();
        client.shutdown(Duration.ZERO, ANSWER_MAX);
        resources.shutdown(0, ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void await(Future<?> answer) throws IOException {
        try {
            answer.get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException e) {
            throw new IOException(rootOf(e).getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + ANSWER_MAX.toSeconds() + " s", e);
        }
    }

    private static Throwable rootOf(Throwable failure) {
        var root = failure;
        for (var cause = root.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root;
    }
}
