package io.guildstorm.scenarios.run.context;

import io.guildstorm.reports.outcome.JUnitFile;
import io.guildstorm.reports.outcome.Summary;
import io.guildstorm.reports.page.ReportRenderer;
import io.guildstorm.reports.record.RunFile;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Consumer;

/// What stands at the end of every run: the record, and what people and programs read of it.
public final class RunEnd {
    private final RunFolder folder;

    public RunEnd(RunContext run) {
        folder = run.folder();
    }

    /// `run.json` is written last, so that a folder with it is whole.
    public void write(RunRecord judged) throws IOException {
        Summary.write(folder.summary(), judged);
        JUnitFile.write(folder.junit(), judged);
        ReportRenderer.render(folder, judged);
        RunFile.write(folder.runJson(), judged);
    }

    /// What processes told each other is of no use afterwards.
    public static void sweep(RunFolder folder) {
        try (var files = Files.walk(folder.work())) {
            Consumer<Path> delete = file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException inUse) {
                    // left behind, which harms nobody
                }
            };
            files.sorted(Comparator.reverseOrder()).forEach(delete);
        } catch (IOException | UncheckedIOException unreadable) {
            // as above
        }
    }
}
