package io.guildstorm.reports.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildstorm.reports.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

class HlogsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @Seeds(count = 25)
    void logs_of_several_processes_merge_into_what_one_would_have_recorded(RandomGenerator random) throws IOException {
        Histogram one = Hlogs.empty();
        List<Path> files = new ArrayList<>();
        for (int process = 0; process < 1 + random.nextInt(4); process++) {
            List<Histogram> intervals = new ArrayList<>();
            for (int second = 0; second < 1 + random.nextInt(6); second++) {
                Histogram interval = Hlogs.empty();
                for (int i = random.nextInt(500); i > 0; i--) {
                    long nanos = (long) Math.exp(random.nextDouble(Math.log(1_000), Math.log(3.6e12)));
                    interval.recordValue(nanos);
                    one.recordValue(nanos);
                }
                intervals.add(interval);
            }
            files.add(HlogFiles.write(folder.resolve("delivery.swarm-" + process + ".hlog"), intervals));
        }

        Histogram merged = Hlogs.merged(Hlogs.intervals(files));

        assertThat(merged).isEqualTo(one);
        assertThat(merged.getTotalCount()).isEqualTo(one.getTotalCount());
        assertThat(merged.getMaxValue()).isEqualTo(one.getMaxValue());
    }

    @Test
    void intervals_of_one_second_become_one_and_keep_their_order() throws IOException {
        Path zero = HlogFiles.write(folder.resolve("a.hlog"), List.of(of(1), of(2), of(3)));
        Path one = HlogFiles.write(folder.resolve("b.hlog"), List.of(of(10), of(20), of(30)));

        List<Histogram> intervals = Hlogs.intervals(List.of(zero, one));

        assertThat(intervals).hasSize(3);
        assertThat(intervals.get(1).getCountAtValue(2_000_000)).isEqualTo(1);
        assertThat(intervals.get(1).getCountAtValue(20_000_000)).isEqualTo(1);
        assertThat(intervals.get(1).getTotalCount()).isEqualTo(2);
    }

    @Test
    void a_line_torn_by_a_kill_is_passed_over() throws IOException {
        Path file = HlogFiles.write(folder.resolve("a.hlog"), List.of(of(1), of(2)));
        String text = Files.readString(file);
        Files.writeString(file, text + text.substring(text.lastIndexOf("Tag="), text.length() - 9));

        assertThat(Hlogs.intervals(List.of(file))).hasSize(2);
    }

    @Test
    void a_process_that_wrote_nothing_adds_nothing() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.hlog"), "");

        assertThat(Hlogs.intervals(List.of(empty))).isEmpty();
        assertThat(Hlogs.intervals(List.of())).isEmpty();
    }

    @Test
    void a_file_that_is_no_log_is_refused_by_name() throws IOException {
        Path file = Files.writeString(folder.resolve("a.hlog"), "Tag=delivery,0.0,1.0,2.0,???\n");

        assertThatThrownBy(() -> Hlogs.intervals(List.of(file)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }

    private static Histogram of(long millis) {
        Histogram histogram = Hlogs.empty();
        histogram.recordValue(millis * 1_000_000);
        return histogram;
    }
}
