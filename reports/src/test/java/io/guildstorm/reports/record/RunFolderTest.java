package io.guildstorm.reports.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    private static final LocalDateTime TEN = LocalDateTime.of(2026, 11, 24, 10, 0, 7);

    @TempDir
    Path place;

    @Test
    void its_name_is_the_scenario_and_the_second() throws IOException {
        Path runs = place.resolve("runs");

        RunFolder folder = RunFolder.create(runs, "hot-channel", TEN);

        assertThat(folder.path())
                .isEqualTo(runs.resolve("hot-channel-20261124-100007"))
                .isDirectory();
        assertThat(folder.logs()).isDirectory();
        assertThat(folder.charts()).isDirectory();
        assertThat(folder.work()).isDirectory();
    }

    @Test
    void another_kind_of_run_leaves_latest_where_it_points() throws IOException {
        RunFolder run = RunFolder.create(place, "hot-channel", TEN);

        RunFolder aside = RunFolder.createAside(place, "bench", TEN);

        assertThat(aside.path()).hasFileName("bench-20261124-100007");
        assertThat(place.resolve("latest").toRealPath()).isEqualTo(run.path().toRealPath());
    }

    @Test
    void two_runs_of_one_second_have_folders_of_their_own() throws IOException {
        RunFolder first = RunFolder.create(place, "hot-channel", TEN);
        RunFolder second = RunFolder.create(place, "hot-channel", TEN);
        RunFolder third = RunFolder.create(place, "hot-channel", TEN);

        assertThat(first.path()).hasFileName("hot-channel-20261124-100007");
        assertThat(second.path()).hasFileName("hot-channel-20261124-100007-2");
        assertThat(third.path()).hasFileName("hot-channel-20261124-100007-3");
    }

    @Test
    void latest_points_at_the_newest() throws IOException {
        RunFolder.create(place, "hot-channel", TEN);
        RunFolder newest = RunFolder.create(place, "crash-mid-send", TEN.plusSeconds(1));

        assertThat(place.resolve("latest").toRealPath()).isEqualTo(newest.path().toRealPath());
        assertThat(Files.readSymbolicLink(place.resolve("latest"))).isRelative();
        assertThat(place).isDirectoryNotContaining("glob:**/.latest*");
    }

    @Test
    void something_else_called_latest_is_left_alone() throws IOException {
        Path kept = Files.createDirectories(place.resolve("latest")).resolve("kept");
        Files.writeString(kept, "mine");

        RunFolder folder = RunFolder.create(place, "hot-channel", TEN);

        assertThat(folder.path()).isDirectory();
        assertThat(kept).hasContent("mine");
    }

    @Test
    void out_may_be_missing_or_empty() throws IOException {
        Path missing = place.resolve("a/b");
        Path empty = Files.createDirectory(place.resolve("empty"));

        assertThat(RunFolder.at(missing).path()).isEqualTo(missing).isDirectory();
        assertThat(RunFolder.at(empty).path()).isEqualTo(empty);
    }

    @Test
    void out_that_holds_something_is_refused_and_left_as_it_was() throws IOException {
        Path full = Files.createDirectory(place.resolve("full"));
        Files.writeString(full.resolve("thesis.txt"), "years of work");

        assertThatThrownBy(() -> RunFolder.at(full))
                .isInstanceOf(FolderNotEmptyException.class)
                .hasMessage(full + " is not empty: name a folder that is empty or does not exist yet");
        assertThat(full).isDirectoryContaining("glob:**/thesis.txt");
        assertThat(full.resolve("logs")).doesNotExist();
    }

    @Test
    void out_that_is_a_file_is_refused() throws IOException {
        Path file = Files.writeString(place.resolve("file"), "x");

        assertThatThrownBy(() -> RunFolder.at(file))
                .isInstanceOf(FolderNotEmptyException.class)
                .hasMessageStartingWith(file + " is a file");
    }

    @Test
    void a_runs_folder_that_cannot_be_written_says_so() throws IOException {
        Path file = Files.writeString(place.resolve("runs"), "not a folder");

        assertThatThrownBy(() -> RunFolder.create(file, "hot-channel", TEN)).isInstanceOf(IOException.class);
    }

    @Test
    void logs_and_tables_are_found_by_kind_whatever_process_wrote_them() throws IOException {
        RunFolder folder = RunFolder.at(place.resolve("run"));
        for (String name : new String[] {
            "delivery.swarm-1.hlog",
            "delivery.swarm-0.hlog",
            "send_ack.gatling-0.hlog",
            "series.csv",
            "series.swarm-0.csv",
            "arrivals.swarm-0.csv",
            "arrival_samples.swarm-0.csv"
        }) Files.writeString(folder.path().resolve(name), "");

        assertThat(folder.hlogs("delivery"))
                .containsExactly(folder.hlog("delivery", "swarm-0"), folder.hlog("delivery", "swarm-1"));
        assertThat(folder.csvs("series")).containsExactly(folder.csv("series", "swarm-0"));
        assertThat(folder.csvs("arrivals")).containsExactly(folder.csv("arrivals", "swarm-0"));
        assertThat(folder.hlogs("update")).isEmpty();
    }
}
