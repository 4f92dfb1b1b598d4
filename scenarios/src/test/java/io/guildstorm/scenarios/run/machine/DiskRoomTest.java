package io.guildstorm.scenarios.run.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DiskRoomTest {
    @TempDir
    Path folder;

    @Test
    void a_disk_that_fills_up_is_told_once() throws Exception {
        var free = new AtomicLong(1L << 30);
        var told = new AtomicInteger();
        var room = new DiskRoom(folder, folder, free::get);
        room.onFull(told::incrementAndGet);

        assertThat(room.full()).isFalse();
        free.set(1 << 20);
        awaitPulse(room, told);
        for (int i = 0; i < 100; i++) room.pulse();

        assertThat(room.full()).isTrue();
        assertThat(told).hasValue(1);
    }

    @Test
    void what_is_held_back_is_there_for_the_end() throws Exception {
        var room = new DiskRoom(folder, folder);
        assertThat(folder.resolve("reserve")).hasSize(16 << 20);

        room.release();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_folder_that_is_not_there_yet_is_judged_by_the_one_above() throws Exception {
        DiskRoom.check(folder.resolve("runs").resolve("one"));

        assertThat(folder).isEmptyDirectory();
    }

    private static void awaitPulse(DiskRoom room, AtomicInteger told) {
        while (told.get() == 0) {
            room.pulse();
            Thread.onSpinWait();
        }
    }
}
