package io.guildstorm.cli;

import io.guildstorm.scenarios.run.Reports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `guildstorm report`: the report of a run, rendered again from its folder.
@Command(
        name = "report",
        description = "Render the report of a run again; rebuild the record of a run that was killed.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "folder of a run, for example runs/latest")
    private Path folder = Path.of(".");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        spec.commandLine().getOut().println(" report  " + Reports.render(folder));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
