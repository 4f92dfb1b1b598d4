package io.guildstorm.reports.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.Stages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageTimesTest {
    private static final long MS = 1_000_000;
    private static final long ANCHOR = 77_000_000_000L;

    @TempDir
    Path place;

    private RunFolder folder = new RunFolder(Path.of("."));

    @BeforeEach
    void threeMessagesInTwoSwarms() throws IOException {
        folder = RunFolder.at(place.resolve("run"));
        given(
                "sent",
                "gatling-0",
                "number,intended_ns,started_ns,answered_ns,status,outcome,message_id,author_id",
                "0," + ANCHOR + "," + ANCHOR + "," + (ANCHOR + 4 * MS) + ",200,acknowledged,900,1",
                "1," + (ANCHOR + 10 * MS) + "," + ANCHOR + "," + ANCHOR + ",200,acknowledged,901,1",
                "2," + (ANCHOR + 20 * MS) + "," + ANCHOR + "," + ANCHOR + ",200,acknowledged,902,1");
        given(
                "arrivals",
                "swarm-0",
                "number,first_ns,last_ns,count",
                "0," + (ANCHOR + 5 * MS) + "," + (ANCHOR + 8 * MS) + ",10",
                "1," + (ANCHOR + 12 * MS) + "," + (ANCHOR + 13 * MS) + ",10",
                "2,,,0");
        given(
                "arrivals",
                "swarm-1",
                "number,first_ns,last_ns,count",
                "0," + (ANCHOR + 3 * MS) + "," + (ANCHOR + 6 * MS) + ",10");
    }

    private void given(String kind, String process, String... lines) throws IOException {
        Files.writeString(folder.csv(kind, process), String.join("\n", lines) + "\n");
    }

    private static double max(@Nullable Quantiles quantiles) {
        return Objects.requireNonNull(Objects.requireNonNull(quantiles).maxMs());
    }

    @Test
    void first_and_last_are_those_over_all_swarms_from_the_intended_send() throws IOException {
        MessageTimes times = MessageTimes.read(folder, null);

        assertThat(times.messages()).isEqualTo(2);
        assertThat(max(times.firstRecipient())).isCloseTo(3, within(0.01));
        assertThat(max(times.lastRecipient())).isCloseTo(8, within(0.01));
        assertThat(max(times.spread())).isCloseTo(5, within(0.01));
    }

    @Test
    void messages_outside_the_window_are_left_out() throws IOException {
        MessageTimes times = MessageTimes.read(folder, new Window(ANCHOR + 1, ANCHOR + 15 * MS));

        assertThat(times.messages()).isEqualTo(1);
        assertThat(max(times.spread())).isCloseTo(1, within(0.01));
    }

    @Test
    void stages_are_counted_from_the_intended_send_and_joined_by_message() throws IOException {
        ServerSend.write(
                folder,
                List.of(
                        new ServerSend("900", ANCHOR + MS, ANCHOR + 2 * MS, ANCHOR + 3 * MS, 0, 0, 0),
                        new ServerSend("4", 1, 1, 1, 1, 1, 1)));

        Stages stages = Objects.requireNonNull(MessageTimes.read(folder, null).stages());

        assertThat(max(stages.received())).isCloseTo(1, within(0.01));
        assertThat(max(stages.owner())).isCloseTo(2, within(0.01));
        assertThat(max(stages.durable())).isCloseTo(3, within(0.01));
        assertThat(stages.fanoutStarted()).isNull();
        assertThat(max(stages.last())).isCloseTo(8, within(0.01));
    }

    @Test
    void without_a_recording_there_are_no_stages() throws IOException {
        assertThat(MessageTimes.read(folder, null).stages()).isNull();
    }

    @Test
    void what_reached_nobody_has_no_times() throws IOException {
        MessageTimes times = MessageTimes.read(folder, new Window(ANCHOR + 20 * MS, ANCHOR + 30 * MS));

        assertThat(times.messages()).isZero();
        assertThat(times.firstRecipient()).isNull();
        assertThat(times.spread()).isNull();
    }
}
