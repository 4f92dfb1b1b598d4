package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SendLimitTest {
    @RegisterExtension
    static final ServerUnderTest limited = ServerUnderTest.inMemory("access.send-limit=3/60s");

    @RegisterExtension
    static final ServerUnderTest unlimited = ServerUnderTest.inMemory();

    @Test
    void headers_announce_the_limit_and_the_429_agrees_with_them() {
        var ann = limited.as("ann");

        var first = ann.send(limited.channel(), "1");
        ann.send(limited.channel(), "2");
        var third = ann.send(limited.channel(), "3");
        var refused = ann.send(limited.channel(), "4");

        assertThat(first.header("X-RateLimit-Limit")).isEqualTo("3");
        assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("2");
        assertThat(Double.parseDouble(first.header("X-RateLimit-Reset-After"))).isBetween(0.0, 60.0);
        assertThat(first.header("X-RateLimit-Bucket")).isNotEmpty().doesNotContain(limited.channel());
        assertThat(third.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(refused.header("X-RateLimit-Scope")).isEqualTo("user");
        assertThat(refused.header("X-RateLimit-Global")).isEmpty();
        assertThat(refused.header("Via")).isNotEmpty();
        assertThat(refused.header("Retry-After")).matches("[1-9]\\d*");
        assertThat(refused.json().path("retry_after").asDouble())
                .isLessThanOrEqualTo(Double.parseDouble(refused.header("Retry-After")))
                .isEqualTo(Double.parseDouble(refused.header("X-RateLimit-Reset-After")));
        assertThat(refused.json().path("global").asBoolean(true)).isFalse();
    }

    @Test
    void a_limit_is_of_one_user_in_one_channel() {
        String other = limited.demo().path("channels").path(1).path("id").asText();
        limited.as("bob").sendMany(limited.channel(), "b", 3);

        assertThat(limited.as("bob").send(limited.channel(), "x").status()).isEqualTo(429);
        assertThat(limited.as("bob").send(other, "x").status()).isEqualTo(200);
        assertThat(limited.as("cyd").send(limited.channel(), "x").status()).isEqualTo(200);
    }

    @Test
    void a_limit_that_is_off_is_not_spoken_of() {
        var reply = unlimited.as("ann").send(unlimited.channel(), "x");

        assertThat(reply.headers().map().keySet()).noneMatch(name -> name.startsWith("x-ratelimit"));
    }
}
