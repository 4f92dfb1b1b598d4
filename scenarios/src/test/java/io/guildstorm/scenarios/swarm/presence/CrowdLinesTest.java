package io.guildstorm.scenarios.swarm.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildstorm.scenarios.presence.Everyday;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CrowdLinesTest {
    private static final List<String> GUILDS = List.of("1", "2");

    @Test
    void a_configuration_is_read_as_it_was_written() {
        Path out = Path.of("/tmp/out").toAbsolutePath();
        var config =
                new CrowdConfig("swarm-0", "h", 80, "/g", "t", "u", GUILDS, 6, 600, 50, true, false, null, out, 42);
        var phones = new CrowdConfig(
                "swarm-0",
                "h",
                80,
                "/g",
                "t",
                "u",
                GUILDS,
                6,
                600,
                50,
                true,
                false,
                new Everyday(6, 900, true),
                out,
                42);

        assertThat(CrowdLines.config(CrowdLines.write(config))).isEqualTo(config);
        assertThat(CrowdLines.config(CrowdLines.write(phones))).isEqualTo(phones);
    }

    @Test
    void commands_are_read_as_they_were_written() {
        for (CrowdCommand command : List.of(
                new CrowdCommand.Connect(),
                new CrowdCommand.Play(7),
                new CrowdCommand.Finish(List.of("a.csv"), 9L),
                new CrowdCommand.Finish(List.of(), null)))
            assertThat(CrowdLines.command(CrowdLines.write((Record) command))).isEqualTo(command);
    }

    @Test
    void the_result_is_read_as_it_was_written_and_adds_up_its_seconds() {
        var seconds = List.of(new CrowdEvent.Second(3, 2, 400), new CrowdEvent.Second(4, 1, 100));
        var lag = new CrowdEvent.Lag(0.5, 2);
        var phones = new CrowdEvent.Phones(2, 24.5, 9, 8, 700, 6, 5.5);
        var result = new CrowdEvent.Result(
                seconds, 5, 6, 7, 1, 2, List.of("watcher 1"), 3, Map.of(1006, 2), 8_000, phones, lag, 0, 1);

        assertThat(CrowdLines.event(CrowdLines.write(result))).isEqualTo(result);
        assertThat(result.updates()).isEqualTo(7);
        assertThat(result.dispatches()).isEqualTo(3);
        assertThat(result.bytes()).isEqualTo(500);
    }

    @Test
    void what_is_no_line_of_theirs_is_refused() {
        assertThatThrownBy(() -> CrowdLines.command("{\"cmd\":\"dance\"}")).hasMessageContaining("dance");
    }
}
