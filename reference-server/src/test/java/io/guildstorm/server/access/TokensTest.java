package io.guildstorm.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.model.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");
    private static final UserId USER = new UserId(123_456_789_012_345_678L);
    private final Tokens tokens = new Tokens("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    @Test
    void a_token_names_its_user_in_its_first_part() {
        String token = tokens.issue(USER, THEN);

        assertThat(token.split("\\.", -1)).hasSize(3);
        assertThat(new String(Base64.getDecoder().decode(token.split("\\.", -1)[0]), StandardCharsets.US_ASCII))
                .isEqualTo(USER.toString());
    }

    @Test
    void what_was_issued_is_verified_with_and_without_its_prefix() {
        String token = tokens.issue(USER, THEN);

        assertThat(tokens.verify(token)).contains(USER);
        assertThat(tokens.verify("Bot " + token)).contains(USER);
    }

    @Test
    void no_character_of_a_token_can_be_another() {
        String token = tokens.issue(USER, THEN);

        for (int i = 0; i < token.length() - 1; i++) { // the last one holds bits that base64 ignores
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(tokens.verify(token.substring(0, i) + other + token.substring(i + 1)))
                    .isEmpty();
        }
    }

    @Test
    void another_secret_opens_nothing() {
        var others = new Tokens("fedcba9876543210fedcba9876543210".getBytes(StandardCharsets.US_ASCII));

        assertThat(tokens.verify(others.issue(USER, THEN))).isEmpty();
    }

    @Test
    void the_admin_token_matches_itself_alone() {
        var admin = new AdminToken("correct horse battery");

        assertThat(admin.matches("correct horse battery")).isTrue();
        assertThat(admin.matches("correct horse batterx")).isFalse();
        assertThat(admin.matches("")).isFalse();
    }

    @Test
    void a_token_counts_until_its_time_is_over() {
        var now = new AtomicReference<>(THEN);
        var terms = new Tokens.Terms(Duration.ofHours(1), new Revocations(), now::get);
        var mortal = new Tokens(new byte[32], terms);
        String token = mortal.issue(USER, THEN);

        now.set(THEN.plus(Duration.ofHours(1)).minusNanos(1));
        assertThat(mortal.verify(token)).contains(USER);
        now.set(THEN.plus(Duration.ofHours(1)));
        assertThat(mortal.verify(token)).isEmpty();
    }

    @Test
    void tokens_of_a_revoked_user_are_over_and_those_issued_after_count() {
        var revocations = new Revocations();
        var revocable = new Tokens(new byte[32], new Tokens.Terms(null, revocations, () -> THEN));
        var other = new UserId(1);
        String before = revocable.issue(USER, THEN);
        String others = revocable.issue(other, THEN);

        revocations.add(new Revocation.OfUsers(List.of(USER), THEN));

        assertThat(revocable.verify(before)).isEmpty();
        assertThat(revocable.verify(others)).contains(other);
        assertThat(revocable.verify(revocable.issue(USER, THEN)))
                .as("of the same second, yet after")
                .contains(USER);
    }

    @Test
    void a_date_ends_the_tokens_before_it_of_everybody() {
        var revocations = new Revocations();
        var revocable = new Tokens(new byte[32], new Tokens.Terms(null, revocations, () -> THEN));
        String before = revocable.issue(USER, THEN.minusSeconds(1));
        String at = revocable.issue(USER, THEN);

        revocations.add(new Revocation.IssuedBefore(THEN));
        revocations.add(new Revocation.IssuedBefore(THEN.minusSeconds(50))); // an earlier one takes nothing back

        assertThat(revocable.verify(before)).isEmpty();
        assertThat(revocable.verify(at)).contains(USER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "a.b.c", "Bot ", "Bot Bot x.y.z", "MQ..x", "M\u0000.a.b", "é.é.é"})
    void what_is_no_token_opens_nothing(String text) {
        assertThat(tokens.verify(text)).isEmpty();
    }
}
