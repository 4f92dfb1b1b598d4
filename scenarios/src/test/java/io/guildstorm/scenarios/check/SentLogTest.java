package io.guildstorm.scenarios.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildstorm.scenarios.check.SentLog.Change;
import io.guildstorm.scenarios.check.SentLog.Outcome;
import io.guildstorm.scenarios.check.SentLog.Send;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentLogTest {
    private static final String SENT =
            "number,intended_ns,started_ns,answered_ns,status,outcome,message_id,author_id\n";

    @TempDir
    Path dir;

    @Test
    void rows_are_read_and_what_is_still_being_written_is_left_out() throws IOException {
        var sent = Files.writeString(
                dir.resolve("sent.csv"),
                SENT + "0,10,11,12,200,acknowledged,1181881881881000000,7\n1,20,21,22,,unknown,,7\n2,30,31,3");
        var changes = Files.writeString(dir.resolve("changes.csv"), """
                number,kind,edit_number,started_ns,answered_ns,outcome
                0,edit,1,40,41,acknowledged
                0,delete,,50,51,unknown
                """);

        var log = SentLog.read(List.of(sent), List.of(changes));

        assertThat(log.sends())
                .containsExactly(
                        new Send(0, 10, 11, 12, Outcome.ACKNOWLEDGED, 1181881881881000000L, 7),
                        new Send(1, 20, 21, 22, Outcome.UNKNOWN, 0, 7));
        assertThat(log.changes())
                .containsExactly(
                        new Change(0, 1, 40, 41, Outcome.ACKNOWLEDGED), new Change(0, -1, 50, 51, Outcome.UNKNOWN));
    }

    @Test
    void a_row_that_is_none_is_named_with_its_file_and_line() throws IOException {
        var sent = Files.writeString(dir.resolve("sent.csv"), SENT + "0,10,11,12,200,perhaps,1,7\n");

        assertThatThrownBy(() -> SentLog.read(List.of(sent), List.of()))
                .hasMessage(sent + " line 2: outcome is none of acknowledged, refused, unknown: perhaps");
    }
}
