package io.guildstorm.cli;

import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.process.Home;
import io.guildstorm.scenarios.run.server.Switches;
import io.guildstorm.simulator.torture.drive.TortureRun;
import io.guildstorm.simulator.torture.plan.FaultKind;
import io.guildstorm.simulator.torture.plan.Plan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `guildstorm torture`: many clients, faults, and every rule of a chat checked against all that they saw.
@Command(
        name = "torture",
        description = "Play a random, seeded plan with faults against the server, and check all that the clients saw.",
        mixinStandardHelpOptions = true)
final class TortureCommand implements Callable<Integer> {
    private static final int CLIENTS_MAX = 200;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "of the plan (42)")
    private long seed;

    @Option(
            names = "--duration",
            paramLabel = "D",
            converter = Values.OfDuration.class,
            defaultValue = "2m",
            description = "of the plan (2m)")
    private Duration duration = Duration.ofMinutes(2);

    @Option(names = "--clients", paramLabel = "N", defaultValue = "8", description = "beside the owner (8)")
    private int clients;

    @Option(
            names = "--faults",
            paramLabel = "none|WORD,…",
            converter = Values.OfFaults.class,
            description = "of kill, stop, freeze, cut, access (all)")
    private Set<FaultKind> faults = EnumSet.allOf(FaultKind.class);

    @Option(names = "--set", paramLabel = "SWITCH=VALUE", description = "a switch of the server, may be repeated")
    private List<String> set = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", description = "folder of the run; default: a new one in runs/")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (clients < 1 || clients > CLIENTS_MAX)
            throw new UsageException(
                    "--clients cannot be \"%d\": give 1 to %d clients.".formatted(clients, CLIENTS_MAX));
        if (duration.compareTo(Duration.ofSeconds(1)) < 0)
            throw new UsageException("--duration cannot be \"%d ms\": give 1s or more.".formatted(duration.toMillis()));
        Home home = Home.find();
        Map<String, String> settings = Main.settings(set);
        Switches.of(home).check(settings, false);
        Plan plan = Plan.of(seed, duration, clients, faults);
        return new TortureRun(home, settings, out, command(), this::say)
                .run(plan)
                .code();
    }

    private String command() {
        return "guildstorm "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
    }

    private void say(String line) {
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.println(line);
        terminal.flush();
    }
}
