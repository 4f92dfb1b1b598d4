package io.guildstorm.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.guildstorm.scenarios.run.machine.Examination;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `guildstorm doctor`: what this machine can and cannot do.
@Command(name = "doctor", description = "What this machine can and cannot do.", mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--json", description = "for programs")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Examination.Finding> findings = Examination.ofThisMachine();
        if (json)
            out.println(JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(findings));
        else for (Examination.Finding finding : findings) out.println(finding.inWords());
        out.flush();
        return 0;
    }
}
