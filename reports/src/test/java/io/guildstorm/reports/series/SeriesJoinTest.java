package io.guildstorm.reports.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.guildstorm.reports.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesJoinTest {
    private static final long S = 1_000_000_000;
    private static final long FROM = 5_000_000_000_123L;
    private static final Window WINDOW = new Window(FROM, FROM + 3 * S);

    @TempDir
    Path place;

    private RunFolder folder = new RunFolder(Path.of("."));

    @BeforeEach
    void emptyFolder() throws IOException {
        folder = RunFolder.at(place.resolve("run"));
    }

    private void given(String kind, String process, String... lines) throws IOException {
        Files.writeString(folder.csv(kind, process), String.join("\n", lines) + "\n");
    }

    private static String sent(long number, long intended, String started, String answered, String outcome) {
        return number + "," + intended + "," + started + "," + answered + ",200," + outcome + ",9" + number + ",7";
    }

    private void someSends() throws IOException {
        given(
                "sent",
                "gatling-0",
                "number,intended_ns,started_ns,answered_ns,status,outcome,message_id,author_id",
                sent(0, FROM - 1, "" + (FROM - 1), "" + FROM, "acknowledged"),
                sent(1, FROM, "" + (FROM + S), "" + (FROM + S + 5), "acknowledged"),
                sent(2, FROM + S - 1, "" + (FROM + S), "" + (FROM + 2 * S), "refused"),
                sent(3, FROM + 2 * S, "", "", "unknown"),
                sent(4, FROM + 3 * S, "" + (FROM + 3 * S), "" + (FROM + 3 * S), "acknowledged"));
    }

    @Test
    void a_send_counts_in_the_second_in_which_each_thing_happened_to_it() throws IOException {
        someSends();

        Series series = new SeriesJoin(WINDOW).join(folder);

        assertThat(series.rows()).extracting(SecondRow::intended).containsExactly(2L, 0L, 1L);
        assertThat(series.rows()).extracting(SecondRow::sent).containsExactly(0L, 2L, 0L);
        assertThat(series.rows()).extracting(SecondRow::acknowledged).containsExactly(1L, 1L, 0L);
    }

    @Test
    void what_nobody_observed_is_unknown_and_not_0() throws IOException {
        Series series = new SeriesJoin(WINDOW).join(folder);

        assertThat(series.rows()).hasSize(3).allSatisfy(row -> {
            assertThat(row.intended()).isNull();
            assertThat(row.delivered()).isNull();
            assertThat(row.p99Ms()).isNull();
            assertThat(row.gcPauseMs()).isNull();
            assertThat(row.stealShare()).isNull();
            assertThat(row.cpuS()).isEmpty();
        });
    }

    @Test
    void quantiles_of_a_single_swarm_are_its_own() throws IOException {
        given("series", "swarm-0", "second,delivered,p50_ms,p99_ms,max_ms,busy,lag_max_ms", "1,10,1.5,2.5,3.5,0.1,0.2");

        List<SecondRow> rows = new SeriesJoin(WINDOW).join(folder).rows();

        assertThat(rows.get(0).delivered()).isZero();
        assertThat(rows.get(0).p99Ms()).isNull();
        assertThat(rows.get(1).delivered()).isEqualTo(10);
        assertThat(rows.get(1).p99Ms()).isEqualTo(2.5);
    }

    @Test
    void quantiles_of_two_swarms_come_from_both_heat_maps() throws IOException {
        given("series", "swarm-0", "second,delivered,p50_ms,p99_ms,max_ms", "0,98,1,1,1");
        given("series", "swarm-1", "second,delivered,p50_ms,p99_ms,max_ms", "0,2,50,50,51");
        given("heat", "swarm-0", "second,bucket_upper_ms,count", "0,1.0,98");
        given("heat", "swarm-1", "second,bucket_upper_ms,count", "0,60.0,2");

        SecondRow first = new SeriesJoin(WINDOW).join(folder).rows().getFirst();

        assertThat(first.delivered()).isEqualTo(100);
        assertThat(first.p50Ms()).isEqualTo(1);
        assertThat(first.p99Ms()).isEqualTo(60);
        assertThat(first.maxMs()).isEqualTo(51);
    }

    @Test
    void cpu_is_what_the_counter_rose_by_between_whole_seconds() throws IOException {
        List<Reading> counter = List.of(
                new Reading(FROM - S / 2, 10.0), new Reading(FROM + S / 2, 11.0), new Reading(FROM + 3 * S / 2, 11.4));

        List<SecondRow> rows =
                new SeriesJoin(WINDOW).cpu("server", counter).join(folder).rows();

        assertThat(rows.get(0).cpuS()).containsExactly(entry("server", 0.7));
        assertThat(rows.get(1).cpuS()).isEmpty();
    }

    @Test
    void a_pause_across_two_seconds_is_shared_between_them() throws IOException {
        GcPause pause = new GcPause(FROM + S - 40_000_000, FROM + S + 60_000_000);

        List<SecondRow> rows =
                new SeriesJoin(WINDOW).gcPauses(List.of(pause)).join(folder).rows();

        assertThat(rows).extracting(SecondRow::gcPauseMs).containsExactly(40.0, 60.0, 0.0);
    }

    @Test
    void gauges_are_the_largest_of_their_second() throws IOException {
        List<Reading> depths = List.of(new Reading(FROM, 3), new Reading(FROM + 1, 9), new Reading(FROM + S, 1));

        List<SecondRow> rows = new SeriesJoin(WINDOW)
                .queue("store.pending", depths)
                .hiccups(depths)
                .steal(List.of(new Reading(FROM + S, 0.25)))
                .join(folder)
                .rows();

        assertThat(rows)
                .extracting(SecondRow::queues)
                .containsExactly(Map.of("store.pending", 9.0), Map.of("store.pending", 1.0), Map.of());
        assertThat(rows).extracting(SecondRow::hiccupMs).containsExactly(9.0, 1.0, null);
        assertThat(rows).extracting(SecondRow::stealShare).containsExactly(null, 0.25, null);
    }

    @Test
    void a_series_reads_back_as_it_was_written() throws IOException {
        someSends();
        given("series", "swarm-0", "second,delivered,p50_ms,p99_ms,max_ms", "1,10,1.5,2.125,3.5");
        Series series = new SeriesJoin(WINDOW)
                .cpu("server", List.of(new Reading(FROM, 0), new Reading(FROM + 2 * S, 1)))
                .cpu("gatling-0", List.of(new Reading(FROM, 0), new Reading(FROM + S, 0.25)))
                .queue("store.pending", List.of(new Reading(FROM, 3)))
                .gcPauses(List.of())
                .join(folder);

        series.write(folder.series());

        assertThat(Series.read(folder.series())).isEqualTo(series);
        assertThat(folder.series()).content().isEqualTo("""
                second,intended,sent,acknowledged,delivered,p50_ms,p99_ms,max_ms,gc_pause_ms,hiccup_max_ms,steal_share,cpu_server_s,cpu_gatling-0_s,queue_store.pending
                0,2,0,1,0,,,,0,,,0.5,0.25,3
                1,0,2,1,10,1.5,2.125,3.5,0,,,0.5,,
                2,1,0,0,0,,,,0,,,,,
                """);
    }

    @Test
    void a_line_torn_by_a_kill_is_passed_over() throws IOException {
        Files.writeString(
                folder.csv("sent", "gatling-0"),
                "number,intended_ns,started_ns,answered_ns,status,outcome,message_id,author_id\n"
                        + sent(1, FROM, "1", "2", "acknowledged") + "\n2,50000000");

        assertThat(SentRow.read(folder.csvs("sent"))).hasSize(1);
    }

    @Test
    void a_cell_that_is_no_number_is_refused_with_file_line_column_and_value() throws IOException {
        given("sent", "gatling-0", "number,intended_ns,started_ns,answered_ns,status,outcome", "0,now,,,,unknown");

        assertThatThrownBy(() -> SentRow.read(folder.csvs("sent")))
                .isInstanceOf(UnreadableTableException.class)
                .hasMessage(folder.csv("sent", "gatling-0") + " line 2: intended_ns cannot be \"now\"");
    }
}
