package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the server's own configuration makes of text that came from outside.
class LogLinesTest {
    private static final String FORGED = "12:00:00.000 INFO  Node: stopped";

    private static String logged(String text, @Nullable Throwable cause) throws Exception {
        var context = new LoggerContext();
        try {
            var configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(LogLinesTest.class.getResource("/logback.xml"));
            var logger = context.getLogger("io.guildstorm.server.node.LogLinesTest");
            var appender =
                    (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("stderr");
            var event = new LoggingEvent("", logger, Level.WARN, "{} said so", cause, new Object[] {text});
            return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
        } finally {
            context.stop();
        }
    }

    @Test
    void ordinary_text_stays_as_it_is() throws Exception {
        assertThat(logged("ann ☂ 🎈 Ümläut", null)).endsWith("WARN  LogLinesTest: ann ☂ 🎈 Ümläut said so\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\n" + FORGED,
                "a\n" + FORGED,
                "a\u0085" + FORGED,
                "a\u2028" + FORGED,
                "\u001b[2J\u001b]0;title\u0007",
                "\u009b31m",
                "\b\b\b\u0000\u007f",
                "\u202egnp.exe"
            })
    void text_of_users_makes_no_line_and_moves_no_cursor(String text) throws Exception {
        assertThat(logged(text, null))
                .endsWith("\n")
                .satisfies(line -> assertThat(line.substring(0, line.length() - 1))
                        .doesNotContainPattern("[\\x00-\\x1F\\x7F-\\x9F\\u2028\\u2029\\u202E]"));
        assertThat(logged("x", new IllegalStateException(text, new IllegalArgumentException(text))))
                .doesNotContainPattern("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u2028\\u2029\\u202E]");
    }

    @Test
    void each_further_line_of_a_stack_trace_is_set_in_and_comes_once() throws Exception {
        var cause = new IllegalStateException("a\n" + FORGED);

        var lines = List.of(logged("x", cause).split("\n", -1));

        assertThat(lines.getFirst()).endsWith(": x said so");
        assertThat(lines.get(1)).isEqualTo("java.lang.IllegalStateException: a");
        assertThat(lines.subList(2, lines.size() - 1))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("\t") || line.startsWith("    "));
        assertThat(lines).filteredOn(line -> line.contains(FORGED)).hasSize(1);
        assertThat(lines.getLast()).isEmpty();
    }
}
