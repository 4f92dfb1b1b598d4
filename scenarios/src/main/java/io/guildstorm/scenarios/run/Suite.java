package io.guildstorm.scenarios.run;

import io.guildstorm.reports.page.SuitePage;
import io.guildstorm.reports.record.RunFile;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.SuiteRecord;
import io.guildstorm.scenarios.run.context.NewFolder;
import io.guildstorm.scenarios.run.context.RunRequest;
import io.guildstorm.scenarios.run.exit.EnvironmentException;
import io.guildstorm.scenarios.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// Several runs in a row: a folder for theirs, and a report over all of them.
///
/// **Owner:** the thread that runs them.
final class Suite {
    private final RunRequest request;
    private final int planned;
    private final RunFolder folder;
    private final List<SuiteRecord.Played> played = new ArrayList<>();

    /// Makes the folder.
    /// @param planned how many runs there are to be
    Suite(RunRequest request, int planned) {
        this.request = request;
        this.planned = planned;
        folder = NewFolder.of(
                request.out(), runs -> RunFolder.createSuite(runs, LocalDateTime.now(ZoneId.systemDefault())));
    }

    /// What the user asked for, of one of them alone, into a folder in this one.
    /// @param number from 1
    RunRequest of(Workload workload, int number) {
        String command = request.command().replaceFirst("run\\b.*?(?= -|$)", "run " + workload.name());
        return request.in(folder.path().resolve(number + "-" + workload.name()), command);
    }

    /// `2/3`
    String place(int number) {
        return number + "/" + planned;
    }

    void played(RunRecord record, RunRequest its) {
        played.add(new SuiteRecord.Played(record, NewFolder.latest(its.out())));
    }

    /// Writes `suite.json` and the page.
    /// @return the page
    Path report() {
        try {
            SuiteRecord record = SuiteRecord.of(request.command(), played, planned);
            RunFile.write(folder.suiteJson(), record);
            SuitePage.render(folder, record);
            return new RunFolder(NewFolder.latest(request.out())).report();
        } catch (IOException e) {
            throw new EnvironmentException("cannot write into " + folder.path() + ": " + NewFolder.reason(e), e);
        }
    }
}
