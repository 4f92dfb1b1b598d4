package io.guildstorm.scenarios.run.context;

import io.guildstorm.reports.outcome.JUnitFile;
import io.guildstorm.reports.outcome.Summary;
import io.guildstorm.reports.page.ReportRenderer;
import io.guildstorm.reports.record.RunFile;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import java.io.IOException;

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
}
