package io.guildstorm.scenarios.run.exit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NearestWordTest {
    private static final List<String> KNOWN = List.of("fanout", "relay.size", "store", "jvm.gc");

    @Test
    void swapped_letters_are_near() {
        assertThat(NearestWord.to("fanuot", KNOWN)).contains("fanout");
    }

    @Test
    void a_forgotten_letter_is_near() {
        assertThat(NearestWord.suggestion("stor", KNOWN)).isEqualTo(" Did you mean store?");
    }

    @Test
    void another_word_is_not() {
        assertThat(NearestWord.suggestion("compression", KNOWN)).isEmpty();
    }

    @Test
    void a_word_whose_every_letter_would_change_is_not() {
        assertThat(NearestWord.to("xy", List.of("ab"))).isEmpty();
    }
}
