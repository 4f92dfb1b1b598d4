package io.guildstorm.server.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.model.GuildId;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What holds for a state, whatever keeps it.
abstract class SharedStateContract {
    private static final GuildId GUILD = new GuildId(1_000_000_000_000_000_001L);
    private static final Duration LONG = Duration.ofMinutes(1);

    abstract SharedState state();

    private static byte[] bytes(int value) {
        return new byte[] {(byte) value};
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void a_log_comes_back_in_the_order_in_which_it_was_appended() {
        IntStream.range(0, 100).forEach(i -> state().append(GUILD, bytes(i), 200));

        assertThat(now(state().log(GUILD)))
                .containsExactlyElementsOf(IntStream.range(0, 100)
                        .mapToObj(SharedStateContract::bytes)
                        .toList());
        assertThat(now(state().log(new GuildId(2)))).isEmpty();
    }

    @Test
    void a_session_is_what_was_put_last_until_it_is_removed() {
        assertThat(state().put("a", bytes(1), LONG)).isTrue();
        assertThat(state().put("a", bytes(2), LONG)).isTrue();

        assertThat(now(state().read("a"))).hasValue(bytes(2));
        now(state().remove("a"));
        assertThat(now(state().read("a"))).isEmpty();
    }

    @Test
    void of_many_who_take_a_session_one_gets_it() {
        state().put("a", bytes(1), LONG);

        var takers = IntStream.range(0, 20).mapToObj(_ -> state().take("a")).toList();

        assertThat(takers.stream().map(SharedStateContract::now).flatMap(taken -> taken.stream()))
                .hasSize(1);
    }
}
