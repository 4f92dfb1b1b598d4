package io.guildstorm.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.guildstorm.server.model.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

class TokensFuzzTest {
    private static final UserId BOB = new UserId(1_000_000_000_000_000_012L);
    private static final Tokens TOKENS = new Tokens(new byte[32]);
    private static final String ISSUED = TOKENS.issue(BOB, Instant.EPOCH);

    /// The secret is none, so the fuzzer might even find one: then it has to be a token as this server writes it.
    @FuzzTest(maxDuration = "2m")
    void any_text_is_nobodys_token(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!bare(text).equals(ISSUED)) {
            assertThat(TOKENS.verify(text)).isEmpty();
        }
    }

    /// Of a real token one byte is another: at the place, with the bits that the input says.
    @FuzzTest(maxDuration = "2m")
    void a_token_that_was_changed_is_nobodys(byte[] bytes) {
        byte[] changed = ISSUED.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i + 1 < bytes.length; i += 2) {
            changed[Math.floorMod(bytes[i], changed.length)] ^= bytes[i + 1];
        }
        String text = new String(changed, StandardCharsets.ISO_8859_1);
        if (!bare(text).equals(ISSUED)) {
            assertThat(TOKENS.verify(text)).isEmpty();
        }
    }

    private static String bare(String text) {
        return text.startsWith("Bot ") ? text.substring(4) : text;
    }
}
