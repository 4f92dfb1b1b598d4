package io.guildstorm.reports.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.guildstorm.reports.record.Lag;
import io.guildstorm.reports.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendsTest {
    private static final long MS = 1_000_000;

    @TempDir
    Path place;

    private static SentRow send(long number, @Nullable Long lateNs, @Nullable Long ackNs) {
        long intended = number * 10 * MS;
        return new SentRow(
                number,
                intended,
                lateNs == null ? null : (Long) (intended + lateNs),
                ackNs == null ? null : (Long) (intended + ackNs),
                ackNs == null ? "unknown" : "acknowledged",
                ackNs == null ? null : "9" + number,
                null);
    }

    @Test
    void sends_are_counted_by_what_became_of_them() {
        Sends sends = new Sends(List.of(send(0, MS, 5 * MS), send(1, 2 * MS, null), send(2, null, null)));

        assertThat(sends.started()).isEqualTo(2);
        assertThat(sends.acknowledged()).isEqualTo(1);
        assertThat(sends.failed()).isEqualTo(1);
    }

    @Test
    void an_answer_counts_from_the_intended_send_and_not_from_the_late_one() {
        Sends sends = new Sends(List.of(send(0, 200 * MS, 205 * MS)));

        assertThat(Objects.requireNonNull(sends.sendAck()).maxMs()).isCloseTo(205, within(0.3));
        assertThat(sends.generatorLag()).isEqualTo(new Lag(200.0, 200.0));
    }

    @Test
    void a_generator_is_late_by_the_99th_of_100_sends() {
        Sends sends = new Sends(LongStream.rangeClosed(1, 100)
                .mapToObj(i -> send(i, i * MS, null))
                .toList());

        assertThat(sends.generatorLag()).isEqualTo(new Lag(99.0, 100.0));
    }

    @Test
    void without_sends_nothing_is_known() {
        assertThat(new Sends(List.of()).generatorLag()).isEqualTo(Lag.UNKNOWN);
        assertThat(new Sends(List.of()).sendAck()).isNull();
    }

    @Test
    void sends_of_a_window_are_those_intended_within_it() throws IOException {
        RunFolder folder = RunFolder.at(place.resolve("run"));
        Files.writeString(folder.csv("sent", "gatling-0"), """
                number,intended_ns,started_ns,answered_ns,status,outcome,message_id,author_id
                0,99,150,160,200,acknowledged,90,7
                1,100,150,160,200,acknowledged,91,7
                2,199,250,260,200,acknowledged,92,7
                3,200,250,260,200,acknowledged,93,7
                """);

        assertThat(Sends.read(folder, new Window(100, 200)).rows())
                .extracting(SentRow::number)
                .containsExactly(1L, 2L);
        assertThat(Sends.read(folder, null).rows()).hasSize(4);
    }
}
