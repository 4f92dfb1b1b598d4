package io.guildstorm.scenarios.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildstorm.scenarios.check.AuditCounts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SwarmLinesTest {
    @ParameterizedTest
    @MethodSource("commands")
    void a_command_survives_its_line(SwarmCommand command) {
        String line = SwarmLines.write(command);

        assertThat(line).doesNotContain("\n");
        assertThat(SwarmLines.command(line)).isEqualTo(command);
    }

    static Stream<SwarmCommand> commands() {
        return Stream.of(
                new SwarmCommand.Connect(500),
                new SwarmCommand.Storm(500, 1_000, 7, 50),
                new SwarmCommand.Reconnect(7, 1_000, 5, 50),
                new SwarmCommand.Window("measure", 1, 2, true),
                new SwarmCommand.Untimed(1_234_567_890_123_456_789L),
                new SwarmCommand.WatchTyping(Set.of(1_234_567_890_123_456_789L)),
                new SwarmCommand.Addressed(),
                new SwarmCommand.RampWindow(1, 2, 3),
                new SwarmCommand.Publish(20, 1, 5, 450),
                new SwarmCommand.Taken(7, 1, 2),
                new SwarmCommand.ReadAgain(10),
                new SwarmCommand.Drained(List.of("sent.csv")),
                new SwarmCommand.Finish(
                        List.of("a.csv"), List.of("b.csv"), false, List.of(new SwarmCommand.Phase("storm", 1, 2))));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_survives_its_line(SwarmEvent event) {
        assertThat(SwarmLines.event(SwarmLines.write(event))).isEqualTo(event);
    }

    static Stream<SwarmEvent> events() {
        return Stream.of(
                new SwarmEvent.Up(),
                new SwarmEvent.Connected(500, 1, 0.25, 99L),
                new SwarmEvent.Returned(400, 100, 1, 2, 99L),
                new SwarmEvent.Refused("connection refused", 1),
                new SwarmEvent.Tick(500, 1_000, null, 2.5, 0.1, 0.2),
                new SwarmEvent.Closed(4000, 2),
                new SwarmEvent.RampStep(1, 2, 3, 6, 5, 1.0, 2.0, null, 0.5),
                new SwarmEvent.Published(100, 100, 0.5),
                new SwarmEvent.Missing(7),
                new SwarmEvent.Result(
                        new AuditCounts(10, 9, 1, 0, 0, 0, 0, 0, 0, 0),
                        List.of("witness"),
                        new SwarmEvent.SessionP99(1.0, 2.0, 3.0, List.of(new SwarmEvent.Worst(7, 0, 3.0))),
                        new SwarmEvent.Taken(3, 2, List.of(0.5)),
                        new SwarmEvent.Passive(9, 10, 18, 2_000),
                        new SwarmEvent.Typing(90, 80, 40_000, 9, 1, 2, 10, Map.of(7L, 9), 99),
                        Map.of(4000, 1),
                        450,
                        1_000,
                        454.0,
                        new SwarmEvent.Lag(0.1, 0.2),
                        new SwarmEvent.Lag(0.3, 0.4),
                        0.3,
                        null,
                        0,
                        0));
    }

    @Test
    void names_on_the_line_are_those_of_the_contract() {
        assertThat(SwarmLines.write(new SwarmCommand.RampWindow(1, 2, 3)))
                .isEqualTo("{\"cmd\":\"ramp_window\",\"from_ns\":1,\"to_ns\":2,\"step\":3}");
        assertThat(SwarmLines.write(new SwarmEvent.Tick(1, 2, null, 3.0, 0.4, 5.0)))
                .isEqualTo("{\"event\":\"tick\",\"ready\":1,\"delivered\":2,\"p50_ms\":null,\"p99_ms\":3.0,"
                        + "\"busy_max\":0.4,\"lag_max_ms\":5.0}");
        assertThat(SwarmLines.command("{\"cmd\":\"drained\",\"sent\":\"one.csv\"}"))
                .isEqualTo(new SwarmCommand.Drained(List.of("one.csv")));
    }

    @Test
    void a_configuration_survives_its_file() {
        var config = new SwarmConfig(
                "swarm-0",
                "127.0.0.1",
                1,
                "/gateway",
                "t",
                "u",
                0,
                10,
                1,
                "1",
                "2",
                33281,
                Path.of("out"),
                SwarmConfig.Mode.GATEWAY,
                42,
                0,
                0);

        assertThat(SwarmLines.config(SwarmLines.write(config).replace("GATEWAY", "gateway"))
                        .mode())
                .isEqualTo(SwarmConfig.Mode.GATEWAY);
    }

    @Test
    void a_line_that_is_none_is_named() {
        assertThatThrownBy(() -> SwarmLines.command("{\"cmd\":\"dance\"}"))
                .hasMessageStartingWith("not a SwarmCommand: ")
                .hasMessageContaining("dance");
    }
}
