package io.guildstorm.scenarios.run;

import io.guildstorm.reports.bench.BenchFile;
import io.guildstorm.reports.outcome.JUnitFile;
import io.guildstorm.reports.outcome.RebuiltRecord;
import io.guildstorm.reports.outcome.Summary;
import io.guildstorm.reports.page.BenchPage;
import io.guildstorm.reports.page.ReportRenderer;
import io.guildstorm.reports.page.SuitePage;
import io.guildstorm.reports.record.RunFile;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.SuiteRecord;
import io.guildstorm.scenarios.run.exit.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The report of a run that is over.
public final class Reports {
    private Reports() {}

    /// Renders it again. The record of a run that was killed is rebuilt from its other files, marked partial.
    /// @param path of the run's folder
    /// @return the page
    public static Path render(Path path) throws IOException {
        if (!Files.isDirectory(path)) throw new UsageException("there is no folder " + path + ": name that of a run.");
        RunFolder folder = new RunFolder(path);
        if (Files.exists(BenchFile.in(path))) return BenchPage.render(folder);
        if (Files.exists(folder.suiteJson())) return suite(folder);
        return run(folder);
    }

    private static Path suite(RunFolder folder) throws IOException {
        SuiteRecord suite = RunFile.readSuite(folder.suiteJson());
        for (SuiteRecord.Entry entry : suite.runs())
            run(new RunFolder(folder.path().resolve(entry.dir())));
        return SuitePage.render(folder, suite);
    }

    private static Path run(RunFolder folder) throws IOException {
        RunRecord record = RebuiltRecord.readOrRebuild(folder);
        if (!Files.exists(folder.runJson())) RunFile.write(folder.runJson(), record);
        Summary.write(folder.summary(), record);
        JUnitFile.write(folder.junit(), record);
        return ReportRenderer.render(folder, record);
    }
}
