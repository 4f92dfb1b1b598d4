package io.guildstorm.scenarios.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.scenarios.check.StatusJournal.How;
import io.guildstorm.scenarios.check.StatusJournal.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StatusJournalTest {
    @Test
    void rows_of_several_files_come_back_in_the_order_in_which_they_happened(@TempDir Path folder) throws IOException {
        var ready = new Row(1, Status.ONLINE, How.READY, 5, 6);
        var cut = new Row(1, Status.OFFLINE, How.CUT, 30, 31);
        var changed = new Row(2, Status.INVISIBLE, How.CHANGED, 20, 22);
        Path one = file(folder.resolve("statuses.swarm-0.csv"), ready, cut);
        Path other = file(folder.resolve("statuses.gatling-0.csv"), changed);

        var journal = StatusJournal.read(List.of(one, other));

        assertThat(journal.rows()).containsExactly(ready, changed, cut);
        assertThat(journal.truth())
                .hasEntrySatisfying(2L, user -> assertThat(user.now()).isEqualTo(Status.OFFLINE))
                .hasEntrySatisfying(1L, user -> assertThat(user.cutAt(1)).isTrue());
    }

    private static Path file(Path file, Row... rows) throws IOException {
        StringBuilder text = new StringBuilder(StatusJournal.HEADER + "\n");
        for (Row row : rows) text.append(row.line()).append('\n');
        return Files.writeString(file, text);
    }
}
