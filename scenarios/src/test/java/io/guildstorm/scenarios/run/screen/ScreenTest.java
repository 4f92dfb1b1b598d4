package io.guildstorm.scenarios.run.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ScreenTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void on_a_terminal_the_live_lines_are_drawn_over_themselves() {
        Screen screen = screen(true);

        screen.live(() -> List.of("one", "two"));
        screen.pulse();
        screen.settle("done");

        assertThat(said()).isEqualTo("one\ntwo\n\u001b[2A\u001b[Jdone\n");
    }

    @Test
    void elsewhere_nothing_moves_the_cursor() {
        Screen screen = screen(false);

        screen.live(() -> List.of("one", "two"));
        screen.pulse();
        screen.settle("done");

        assertThat(said()).isEqualTo("done\n");
    }

    @Test
    void a_live_line_is_never_wider_than_the_screen() {
        Screen screen = screen(true);

        screen.live(() -> List.of("x".repeat(200)));
        screen.pulse();

        assertThat(said().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void bars_are_ten_cells_whatever_the_share() {
        assertThat(Bars.bar(0, 30)).isEqualTo("░░░░░░░░░░");
        assertThat(Bars.bar(21, 30)).isEqualTo("███████░░░");
        assertThat(Bars.bar(99, 30)).isEqualTo("██████████");
        assertThat(Bars.bar(0, 0)).isEqualTo("██████████");
    }

    @Test
    void unknown_milliseconds_are_a_dash_and_never_nought() {
        assertThat(Bars.ms(null)).isEqualTo("–");
        assertThat(Bars.ms(3.14)).isEqualTo("3.1");
        assertThat(Bars.ms(1_204.4)).isEqualTo("1,204");
    }

    private Screen screen(boolean terminal) {
        return new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal);
    }

    private String said() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
