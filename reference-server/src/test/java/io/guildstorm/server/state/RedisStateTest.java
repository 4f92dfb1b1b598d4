package io.guildstorm.server.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.guildstorm.server.model.GuildId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisStateTest extends SharedStateContract {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private PrivateRedis redis;
    private RedisState state;

    @BeforeEach
    void start() throws IOException {
        redis = PrivateRedis.start(folder);
        state = RedisState.connect(redis.address(), "town");
    }

    @AfterEach
    void stop() {
        if (state != null) {
            state.close();
        }
        if (redis != null) {
            redis.close();
        }
    }

    @Override
    SharedState state() {
        return state;
    }

    private void awaitAnswers(boolean wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (state.answers() != wanted) {
            assertThat(System.nanoTime()).as("answers: " + wanted).isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Test
    void a_log_forgets_what_need_not_be_kept() {
        var guild = new GuildId(1);
        for (int i = 0; i < 1_000; i++) {
            state.append(guild, new byte[] {1}, 10);
        }

        assertThat(state.log(guild).toCompletableFuture().join()).hasSizeBetween(10, 300);
    }

    @Test
    void a_session_is_gone_when_its_time_is_up() {
        state.put("a", new byte[] {1}, Duration.ofMillis(1));

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (state.read("a").toCompletableFuture().join().isPresent()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    @Test
    void what_belongs_to_another_is_not_read() throws IOException {
        state.put("a", new byte[] {1}, LONG);

        try (var other = RedisState.connect(redis.address(), "village")) {
            assertThat(other.take("a").toCompletableFuture().join()).isEmpty();
        }
        assertThat(state.read("a").toCompletableFuture().join()).isPresent();
    }

    @Test
    void while_it_is_gone_all_fails_at_once_and_then_it_works_again_with_none_of_the_old_sessions() throws Exception {
        state.put("a", new byte[] {1}, LONG);
        int life = state.life();

        redis.save();
        redis.kill();
        awaitAnswers(false);
        assertThat(state.put("b", new byte[] {1}, LONG)).isFalse();
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> state.remove("a").toCompletableFuture().join());
        redis.startAgain();
        awaitAnswers(true);

        assertThat(state.life()).isNotEqualTo(life);
        assertThat(state.read("a").toCompletableFuture().join())
                .as("what it had some time ago")
                .isEmpty();
        assertThat(state.put("a", new byte[] {2}, LONG)).isTrue();
        assertThat(state.read("a").toCompletableFuture().join()).isPresent();
    }

    @Test
    void what_waits_for_a_redis_that_stands_still_has_a_bound() {
        redis.freeze();
        int taken = 0;
        while (state.put("a", new byte[100_000], LONG)) {
            taken++;
        }
        redis.thaw();

        assertThat(taken).isBetween(1, 100);
        awaitAnswers(true);
        assertThat(state.put("a", new byte[] {1}, LONG)).isTrue();
    }

    @Test
    void where_none_is_it_is_not_connected() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> RedisState.connect("redis://127.0.0.1:1", "town"))
                .withMessageContaining("refused");
    }
}
