package io.guildstorm.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.guildstorm.server.access.Origins.Way;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    http://127.0.0.1:8080,      127.0.0.1:8080,     true,  true
                    http://localhost:8080,      localhost:8080,     true,  true
                    http://[::1]:8080,          [::1]:8080,         true,  true
                    HTTP://LocalHost:8080,      localhost:8080,     true,  true
                    http://127.0.0.1:9999,      127.0.0.1:8080,     true,  false
                    http://localhost:8080,      127.0.0.1:8080,     true,  false
                    http://evil.example:8080,   evil.example:8080,  true,  false
                    http://127.0.0.1.evil.example:8080, 127.0.0.1.evil.example:8080, true, false
                    http://chat.example,        chat.example,       false, true
                    https://chat.example,       chat.example,       false, true
                    http://evil.example,        chat.example,       false, false
                    http://chat.example.evil.example, chat.example, false, false
                    null,                       chat.example,       false, false
                    file://chat.example,        chat.example,       false, false
                    '',                         '',                 false, false
                    """)
    void a_page_of_our_own_host_may_ask_and_others_may_not(String origin, String host, boolean loopback, boolean may) {
        assertThat(Origins.of("own").allow(List.of(origin), new Way(host, loopback)))
                .isEqualTo(may);
    }

    @Test
    void who_is_no_page_may_ask() {
        assertThat(Origins.of("own").allow(List.of(), new Way("x", false))).isTrue();
    }

    @Test
    void those_listed_may_ask_beside_our_own_and_every_page_that_is_named_has_to() {
        var origins = Origins.of("https://a.example,http://b.example:81");
        var way = new Way("chat.example", false);

        assertThat(origins.allow(List.of("https://A.example"), way)).isTrue();
        assertThat(origins.allow(List.of("http://b.example:81"), way)).isTrue();
        assertThat(origins.allow(List.of("https://chat.example"), way)).isTrue();
        assertThat(origins.allow(List.of("http://a.example"), way)).isFalse();
        assertThat(origins.allow(List.of("https://a.example:444"), way)).isFalse();
        assertThat(origins.allow(List.of("https://a.example", "https://evil.example"), way))
                .isFalse();
    }

    @Test
    void any_page_may_ask_where_any_may() {
        assertThat(Origins.of("any").allow(List.of("https://evil.example"), new Way("x", true)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a.example", "https://a.example/", "https://a.example,", "*", "null", "ftp://a.example"})
    void what_is_no_origin_is_refused(String words) {
        assertThatIllegalArgumentException().isThrownBy(() -> Origins.of(words));
    }
}
