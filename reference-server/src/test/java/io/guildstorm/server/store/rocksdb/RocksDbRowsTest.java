package io.guildstorm.server.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.guildstorm.server.store.DataFolderInUse;
import io.guildstorm.server.store.SortedRows.Direction;
import io.guildstorm.server.store.SortedRows.RowChange;
import io.guildstorm.server.store.SortedRows.Table;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// What a real log survives.
class RocksDbRowsTest {
    private static final int ACKNOWLEDGED = 20;

    @TempDir
    private Path folder;

    @Test
    void a_log_cut_at_any_byte_behind_the_last_acknowledged_write_holds_all_acknowledged() throws Exception {
        var copy = folder.resolve("copy");
        long acknowledgedEnd;
        try (var rows = RocksDbRows.open(folder.resolve("data"))) {
            for (int i = 0; i < ACKNOWLEDGED; i++) {
                rows.write(put(i));
            }
            acknowledgedEnd = Files.size(newestLog(folder.resolve("data")));
            rows.write(put(ACKNOWLEDGED)); // on its way when the machine stops
            copy(folder.resolve("data"), copy);
        }
        byte[] whole = Files.readAllBytes(newestLog(copy));
        assertThat(whole.length).as("bytes behind the acknowledged").isGreaterThan((int) acknowledgedEnd);

        for (int cut = (int) acknowledgedEnd; cut <= whole.length; cut++) {
            var damaged = folder.resolve("cut-" + cut);
            copy(copy, damaged);
            Files.write(newestLog(damaged), Arrays.copyOf(whole, cut));

            var found = keys(damaged);

            int expected = cut == whole.length ? ACKNOWLEDGED + 1 : ACKNOWLEDGED;
            assertThat(found).as("cut at %d of %d", cut, whole.length).hasSize(expected);
        }
    }

    @Test
    void a_tail_that_the_disk_wrote_out_of_order_is_dropped_and_named_in_the_log() throws Exception {
        long acknowledgedEnd;
        var copy = folder.resolve("copy");
        try (var rows = RocksDbRows.open(folder.resolve("data"))) {
            for (int i = 0; i < ACKNOWLEDGED; i++) {
                rows.write(put(i));
            }
            acknowledgedEnd = Files.size(newestLog(folder.resolve("data")));
            rows.write(put(ACKNOWLEDGED));
            copy(folder.resolve("data"), copy);
        }
        byte[] torn = Files.readAllBytes(newestLog(copy));
        torn[(int) acknowledgedEnd + 20] ^= 0x55; // its end is there, a part in the middle is not
        Files.write(newestLog(copy), torn);
        var logger = (Logger) LoggerFactory.getLogger(OpenDatabase.class);
        var told = new ListAppender<ILoggingEvent>();
        told.start();
        logger.addAppender(told);

        var found = keys(copy);

        logger.detachAppender(told);
        assertThat(found).hasSize(ACKNOWLEDGED);
        assertThat(told.list)
                .anySatisfy(event -> assertThat(event.getFormattedMessage())
                        .contains("dropping")
                        .containsIgnoringCase("checksum"));
    }

    @Test
    void a_second_server_on_the_same_folder_is_refused_and_told_which() throws Exception {
        var data = folder.resolve("data");
        try (var _ = RocksDbRows.open(data)) {
            assertThatThrownBy(() -> RocksDbRows.open(data))
                    .isInstanceOf(DataFolderInUse.class)
                    .hasMessage("data folder in use by another server: " + data);
        }
    }

    @Test
    void recovering_opens_the_folder_anew_and_loses_nothing() throws Exception {
        try (var rows = RocksDbRows.open(folder)) {
            rows.write(put(1));
            long syncs = rows.syncs();

            rows.recover();
            rows.write(put(2));

            assertThat(rows.get(Table.MESSAGES, key(1))).isEqualTo(key(1));
            assertThat(rows.get(Table.MESSAGES, key(2))).isEqualTo(key(2));
            assertThat(rows.syncs()).as("the count goes on").isGreaterThan(syncs);
        }
    }

    @Test
    void a_range_is_deleted_up_to_its_end() throws Exception {
        try (var rows = RocksDbRows.open(folder)) {
            for (int i = 0; i < 5; i++) {
                rows.write(put(i));
            }

            rows.write(List.of(new RowChange.DeleteRange(Table.MESSAGES, key(1), key(3))));

            assertThat(keysOf(rows)).containsExactly(0L, 3L, 4L);
        }
    }

    private static List<Long> keys(Path data) throws IOException {
        try (var rows = RocksDbRows.open(data)) {
            return keysOf(rows);
        }
    }

    private static List<Long> keysOf(RocksDbRows rows) throws IOException {
        var keys = new ArrayList<Long>();
        rows.scan(Table.MESSAGES, key(0), key(-1), Direction.RISING, (key, _) -> {
            keys.add(ByteBuffer.wrap(key).getLong());
            return true;
        });
        return keys;
    }

    private static List<RowChange> put(long id) {
        return List.of(new RowChange.Put(Table.MESSAGES, key(id), key(id)));
    }

    private static byte[] key(long id) {
        return ByteBuffer.allocate(Long.BYTES).putLong(id).array();
    }

    private static Path newestLog(Path data) throws IOException {
        try (var files = Files.list(data)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.filter(name -> !name.endsWith("LOCK")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
