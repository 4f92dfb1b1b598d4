package io.guildstorm.cli;

import io.guildstorm.scenarios.run.process.Home;
import io.guildstorm.scenarios.run.server.ServeLine;
import io.guildstorm.scenarios.run.server.Switches;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `guildstorm serve`: checks the flags and hands the launcher the command line of the server, which takes the
/// launcher's place, so that its pid is the one that a shell sees.
@Command(
        name = "serve",
        description = "The reference server alone; says \"ready http://HOST:PORT\" when it accepts.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Option(names = "--host", paramLabel = "H", description = "address to listen on (127.0.0.1)")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "P", description = "0 for any that is free (8080)")
    private @Nullable Integer port;

    @Option(names = "--data", paramLabel = "DIR", description = "where it keeps everything (guildstorm-data)")
    private @Nullable Path data;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "certificate in PEM form: https and wss, with --tls-key")
    private @Nullable Path tlsCert;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "key of that certificate, PKCS#8 in PEM form")
    private @Nullable Path tlsKey;

    @Option(names = "--admin-port", paramLabel = "P", description = "where the admin API is instead of on --port")
    private @Nullable Integer adminPort;

    @Option(names = "--demo", description = "make a guild with users, and tell of it in demo.json")
    private boolean demo;

    @Option(names = "--demo-users", paramLabel = "N", description = "users that get tokens (20)")
    private @Nullable Integer demoUsers;

    @Option(names = "--demo-members", paramLabel = "N", description = "member records (as many)")
    private @Nullable Integer demoMembers;

    @Option(names = "--demo-file", paramLabel = "FILE", description = "where to write demo.json besides")
    private @Nullable Path demoFile;

    @Option(names = "--set", paramLabel = "SWITCH=VALUE", description = "a switch, may be repeated")
    private List<String> set = new ArrayList<>();

    @Option(names = "--jar", paramLabel = "FILE", description = "put on its class path, may be repeated")
    private List<Path> jars = new ArrayList<>();

    @Option(names = "--print-command", hidden = true)
    private boolean print;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Home home = Home.find();
        Map<String, String> settings = Main.settings(set);
        Switches.of(home).check(settings, !jars.isEmpty());
        List<String> arguments = new ArrayList<>();
        give(arguments, "--host", host);
        give(arguments, "--port", port);
        give(arguments, "--data", data);
        give(arguments, "--tls-cert", tlsCert);
        give(arguments, "--tls-key", tlsKey);
        give(arguments, "--admin-port", adminPort);
        if (demo) arguments.add("--demo");
        give(arguments, "--demo-users", demoUsers);
        give(arguments, "--demo-members", demoMembers);
        give(arguments, "--demo-file", demoFile);
        ServeLine line = ServeLine.of(home, settings, jars, arguments);
        if (print) {
            spec.commandLine().getOut().println(line.quoted());
            spec.commandLine().getOut().flush();
            return 0;
        }
        return line.handOver();
    }

    private static void give(List<String> arguments, String flag, @Nullable Object value) {
        if (value != null) arguments.addAll(List.of(flag, value.toString()));
    }
}
