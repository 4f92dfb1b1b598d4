package io.guildstorm.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.guildstorm.reports.bench.BenchResult.About;
import io.guildstorm.reports.target.LatencyTarget;
import io.guildstorm.scenarios.run.bench.BenchCatalogue;
import io.guildstorm.scenarios.run.process.Home;
import io.guildstorm.scenarios.run.server.Switch;
import io.guildstorm.scenarios.run.server.Switches;
import io.guildstorm.scenarios.workload.Workload;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `guildstorm list`: what there is.
@Command(
        name = "list",
        description = "What there is: scenarios, switches of the server, targets, benchmarks.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[scenarios|switches|targets|benchmarks]")
final class ListCommand implements Runnable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        scenarios(false);
        out().println();
        out().println("./guildstorm list switches|targets|benchmarks tells the rest.");
        out().flush();
    }

    @Command(name = "scenarios", description = "What can be run.", mixinStandardHelpOptions = true)
    void scenarios(@Option(names = "--json", description = "for programs") boolean json) {
        if (json) {
            print(Workload.ALL.stream().map(ListCommand::fields).toList());
            return;
        }
        for (Workload workload : Workload.ALL) {
            out().printf("%-18s %s%n", workload.name(), workload.question());
            out().printf("%-18s %s; about %d s%n", "", workload.load(), workload.seconds());
            workload.mustHold().forEach(rule -> out().printf("%-18s · %s%n", "", rule));
        }
        out().flush();
    }

    private static Map<String, Object> fields(Workload workload) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", workload.name());
        fields.put("question", workload.question());
        fields.put("load", workload.load());
        fields.put("must_hold", workload.mustHold());
        fields.put("switches", workload.switches());
        fields.put("seconds", workload.seconds());
        return fields;
    }

    @Command(name = "switches", description = "What --set can set.", mixinStandardHelpOptions = true)
    void switches(@Option(names = "--json", description = "for programs") boolean json) {
        Switches switches = Switches.of(Home.find());
        if (json) {
            print(switches.all());
            return;
        }
        for (Switch each : switches.all()) {
            out().printf("%-26s %s (default %s)%n", each.name(), each.range(), each.standard());
            out().printf("    %s%n", each.about());
        }
        out().flush();
    }

    @Command(name = "targets", description = "What a run is held to.", mixinStandardHelpOptions = true)
    void targets(@Option(names = "--json", description = "for programs") boolean json) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (LatencyTarget target : LatencyTarget.builtIn()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", target.name());
            fields.put("metric", target.metric().path());
            fields.put("limit", target.limitMs());
            fields.put("source", target.source());
            all.add(fields);
            if (!json)
                out().printf(
                                Locale.ROOT,
                                "%-10s %s below %.0f   (%s)%n",
                                target.name(),
                                target.metric().path(),
                                target.limitMs(),
                                target.source());
        }
        if (json) print(all);
        out().flush();
    }

    @Command(name = "benchmarks", description = "What bench measures.", mixinStandardHelpOptions = true)
    void benchmarks(@Option(names = "--json", description = "for programs") boolean json) {
        BenchCatalogue catalogue = BenchCatalogue.of(Home.find());
        if (json) {
            print(catalogue.all());
            return;
        }
        String claim = "";
        String name = "";
        for (int at = 0; at < catalogue.all().size(); at++) {
            About about = catalogue.all().get(at).about();
            if (!about.claim().equals(claim)) out().printf("%n%s%n", "Claim: " + about.claim());
            if (!catalogue.name(at).equals(name)) out().printf("  %s%n", catalogue.name(at));
            claim = about.claim();
            name = catalogue.name(at);
        }
        out().flush();
    }

    private void print(Object value) {
        try {
            out().println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value));
            out().flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
