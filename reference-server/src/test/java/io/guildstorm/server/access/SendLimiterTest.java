package io.guildstorm.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.UserId;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SendLimiterTest {
    private static final ChannelId CHANNEL = new ChannelId(1);
    private long nowNanos = -5_000_000_000L;
    private final SendLimiter limiter = new SendLimiter(new SendLimit(5, Duration.ofSeconds(5)), () -> nowNanos);

    @Test
    void no_more_than_the_limit_get_through_in_any_window_that_begins_with_a_send() {
        var random = new Random(7);
        int inWindow = 0;
        long windowEnds = Long.MIN_VALUE;
        for (int i = 0; i < 20_000; i++) {
            nowNanos += random.nextLong(2_000_000_000L);
            boolean allowed = limiter.take(new UserId(1), CHANNEL).allowed();
            if (nowNanos - windowEnds >= 0) {
                windowEnds = nowNanos + 5_000_000_000L;
                inWindow = 0;
            }
            inWindow++;
            assertThat(allowed).isEqualTo(inWindow <= 5);
        }
    }

    @Test
    void who_waits_as_long_as_told_is_let_through() {
        for (int i = 0; i < 1_000; i++) {
            var verdict = limiter.take(new UserId(1), CHANNEL);

            assertThat(verdict.allowed()).isTrue();
            if (verdict.remaining() == 0) {
                nowNanos += verdict.resetAfter().toNanos();
            }
        }
    }

    @Test
    void windows_that_are_over_are_forgotten() {
        for (int i = 1; i <= 100_000; i++) {
            nowNanos += 10_000_000;
            limiter.take(new UserId(i), CHANNEL);
        }

        assertThat(limiter.size()).isLessThan(2_100);
    }
}
