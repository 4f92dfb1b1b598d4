package io.guildstorm.reports.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunFile;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Verdict;
import io.guildstorm.reports.series.HlogFiles;
import io.guildstorm.reports.series.Hlogs;
import io.guildstorm.reports.target.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuiltRecordTest {
    @TempDir
    Path place;

    private RunFolder killed() throws IOException {
        RunFolder folder = RunFolder.create(place, "hot-channel", LocalDateTime.of(2026, 11, 24, 10, 0));
        Histogram second = Hlogs.empty();
        for (int i = 1; i <= 200; i++) second.recordValue(i * 1_000_000L);
        HlogFiles.write(folder.hlog("delivery", "swarm-0"), List.of(second, second));
        Files.writeString(folder.csv("sent", "gatling-0"), """
                number,intended_ns,started_ns,answered_ns,status,outcome,message_id,author_id
                0,1000000000,1000000000,1002000000,200,acknowledged,900,7
                1,1100000000,1100000000,,,unknown,,7
                2,12000""");
        Files.writeString(folder.csv("arrivals", "swarm-0"), """
                number,first_ns,last_ns,count
                0,1005000000,1008000000,2
                """);
        Files.writeString(folder.csv("sessions", "swarm-0"), """
                session,ready_ns,left_ns,close_code,received,p99_ms,lost,duplicated,reordered,corrupted,loop
                0,1,,,200,7.5,0,0,0,0,0
                1,1,2,4000,200,9.5,0,0,0,0,0
                """);
        return folder;
    }

    @Test
    void figures_come_from_what_other_files_hold_and_nothing_is_judged() throws IOException {
        RunRecord record = RebuiltRecord.readOrRebuild(killed());

        assertThat(record.scenario()).isEqualTo("hot-channel");
        assertThat(record.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(record.reasons()).extracting(Reason::code).containsExactly("partial");
        assertThat(record.headline())
                .isEqualTo("No verdict on hot-channel: the run was killed before it could write run.json;"
                        + " this is what its other files hold.");
        Quantiles delivery = Objects.requireNonNull(record.latency().delivery());
        assertThat(delivery.count()).isEqualTo(400);
        assertThat(delivery.messages()).isEqualTo(1);
        assertThat(delivery.p99Ms()).isCloseTo(198, within(0.2));
        assertThat(Objects.requireNonNull(record.latency().lastRecipient()).maxMs())
                .isCloseTo(8, within(0.01));
        assertThat(Objects.requireNonNull(record.load()).started()).isEqualTo(2);
        assertThat(Objects.requireNonNull(record.load()).acknowledged()).isEqualTo(1);
        assertThat(Objects.requireNonNull(record.latency().sendAck()).maxMs()).isCloseTo(2, within(0.01));
        assertThat(Objects.requireNonNull(record.sessions()).closedByCode()).containsEntry("4000", 1L);
        assertThat(Objects.requireNonNull(record.latency().sessionP99()).maxMs())
                .isEqualTo(9.5);
    }

    @Test
    void what_no_file_tells_stays_unknown() throws IOException {
        RunRecord record = RebuiltRecord.readOrRebuild(killed());

        assertThat(record.audit()).isNull();
        assertThat(record.cost()).isNull();
        assertThat(record.started()).isNull();
        assertThat(record.seed()).isNull();
        assertThat(Objects.requireNonNull(record.load()).intended()).isNull();
        assertThat(record.latency().history()).isNull();
    }

    @Test
    void a_whole_record_is_read_and_not_rebuilt() throws IOException {
        RunFolder folder = killed();
        RunRecord written = Runs.judged(Runs.good());
        RunFile.write(folder.runJson(), written);

        assertThat(RebuiltRecord.readOrRebuild(folder)).isEqualTo(written);
    }

    @Test
    void a_folder_of_something_else_is_refused() throws IOException {
        RunFolder folder = RunFolder.at(place.resolve("photos"));

        assertThatThrownBy(() -> RebuiltRecord.readOrRebuild(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(folder.path() + " holds no run: neither run.json nor logs or tables of one");
    }
}
