package io.guildstorm.cli;

import io.guildstorm.scenarios.run.Runs;
import io.guildstorm.scenarios.run.context.RunRequest;
import io.guildstorm.scenarios.run.context.RunRequest.Remote;
import io.guildstorm.scenarios.run.exit.NearestWord;
import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.process.Home;
import io.guildstorm.scenarios.run.screen.Screen;
import io.guildstorm.scenarios.schedule.Burst;
import io.guildstorm.scenarios.workload.Workload;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `guildstorm run`: plays scenarios and judges them.
@Command(
        name = "run",
        description = "Play scenarios against the server, measure, audit, judge, and leave a report.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SCENARIO",
            arity = "0..*",
            description = "what to play: see guildstorm list scenarios; none: the three headline storms, one report")
    private List<String> scenarios = List.of();

    @Option(names = "--sessions", paramLabel = "N", description = "real sessions that listen")
    private @Nullable Integer sessions;

    @Option(names = "--rate", paramLabel = "R", description = "messages a second, bursts included")
    private @Nullable Double rate;

    @Option(
            names = "--online",
            paramLabel = "N",
            description = "sessions, most without a socket (guild-15m, mention-everyone, presence-storm)")
    private @Nullable Integer online;

    @Option(names = "--members", paramLabel = "N", description = "of the guild (guild-15m, mention-everyone)")
    private @Nullable Integer members;

    @Option(
            names = "--storm",
            paramLabel = "N",
            description = "sessions that sign in, or are cut, at once (identify-storm, reconnect-storm)")
    private @Nullable Integer storm;

    @Option(
            names = "--over",
            paramLabel = "D",
            converter = Values.OfDuration.class,
            description = "time in which they are cut, instead of at once (reconnect-storm)")
    private @Nullable Duration over;

    @Option(
            names = "--visible",
            paramLabel = "N,N",
            split = ",",
            description = "users whom a client shows, one value a round (presence-visible)")
    private List<Integer> visible = List.of();

    @Option(
            names = "--changes",
            paramLabel = "R",
            description = "how often each user changes its status in an hour (presence-phone)")
    private @Nullable Double changes;

    @Option(
            names = "--burst",
            paramLabel = "none|N/D",
            converter = Values.OfBurst.class,
            description = "sends that fall due at once, for example 10/5s")
    private @Nullable Burst burst;

    @Option(
            names = "--duration",
            paramLabel = "D",
            converter = Values.OfDuration.class,
            description = "of the judged part, for example 30s")
    private @Nullable Duration duration;

    @Option(
            names = "--warmup",
            paramLabel = "D",
            converter = Values.OfDuration.class,
            description = "before it: audited, but in no figure")
    private @Nullable Duration warmup;

    @Option(names = "--quick", description = "about 20 seconds, without ramp; the report says so")
    private boolean quick;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "of all that is drawn (42)")
    private long seed;

    @Option(names = "--out", paramLabel = "DIR", description = "folder of the run; default: a new one in runs/")
    private @Nullable Path out;

    @Option(names = "--set", paramLabel = "SWITCH=VALUE", description = "a switch of the server, may be repeated")
    private List<String> set = new ArrayList<>();

    @Option(names = "--profile", paramLabel = "slack|discord", description = "judge this target alone")
    private @Nullable String profile;

    @Option(
            names = "--target",
            paramLabel = "NAME:METRIC:LIMIT",
            description = "one more target, for example ours:latency.delivery.p99_ms:50; may be repeated")
    private List<String> targets = new ArrayList<>();

    @Option(names = "--jar", paramLabel = "FILE", description = "put on the server's class path, may be repeated")
    private List<Path> jars = new ArrayList<>();

    @Option(names = "--server", paramLabel = "URL", description = "a server that runs already")
    private @Nullable URI server;

    @Option(names = "--token", paramLabel = "T", description = "its admin token")
    private @Nullable String token;

    @Option(names = "--server-pid", paramLabel = "P", description = "its process, when it is on this machine")
    private @Nullable Long serverPid;

    @Option(names = "--open", description = "show the report in the browser at the end")
    private boolean open;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<Workload> workloads = scenarios.isEmpty()
                ? Workload.HEADLINE
                : scenarios.stream().map(RunCommand::named).toList();
        return new Runs(Home.find(), Screen.standard(), open)
                .run(workloads, request())
                .code();
    }

    /// `a, b or c`
    private static String choices() {
        List<String> names = Workload.ALL.stream().map(Workload::name).toList();
        int last = names.size() - 1;
        return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    private static Workload named(String name) {
        List<String> known = Workload.ALL.stream().map(Workload::name).toList();
        return Workload.ALL.stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("there is no scenario \"" + name + "\": choose " + choices() + "."
                        + NearestWord.suggestion(name, known)));
    }

    private RunRequest request() {
        atLeast("--sessions", sessions, 1, "sessions");
        atLeast("--online", online, 1, "sessions");
        atLeast("--members", members, 1, "members");
        atLeast("--storm", storm, 1, "sessions");
        for (int users : visible) atLeast("--visible", users, 1, "users");
        if (rate != null && !(rate > 0 && rate <= 1e6))
            throw new UsageException(
                    "--rate cannot be \"" + rate + "\": give messages a second, above 0, at most 1000000.");
        if (duration != null && !duration.isPositive())
            throw new UsageException("--duration cannot be \"0s\": give some time to measure, for example 30s.");
        for (Path jar : jars)
            if (!jar.toFile().isFile())
                throw new UsageException("--jar cannot be \"" + jar + "\": there is no such file.");
        return new RunRequest(
                withoutToken("guildstorm " + String.join(" ", words())),
                sessions,
                online,
                members,
                storm,
                over,
                visible,
                changes,
                rate,
                burst,
                duration,
                warmup,
                seed,
                out,
                Main.settings(set),
                profile,
                targets,
                quick,
                jars,
                remote());
    }

    /// As it is kept with the run, which others may read.
    private static String withoutToken(String command) {
        return command.replaceAll("--token[ =]\\S+", "--token …");
    }

    private List<String> words() {
        return spec.commandLine().getParent() == null
                ? List.of("run")
                : spec.commandLine().getParent().getParseResult().originalArgs();
    }

    private static void atLeast(String flag, @Nullable Integer value, int least, String what) {
        if (value != null && value < least)
            throw new UsageException("%s cannot be \"%d\": give %d or more %s.".formatted(flag, value, least, what));
    }

    private @Nullable Remote remote() {
        if (server == null) {
            if (token != null || serverPid != null)
                throw new UsageException(
                        "--token and --server-pid belong to a server that runs already: give --server too.");
            return null;
        }
        if (token == null)
            throw new UsageException("--server needs --token: its admin token, which it keeps in its data folder.");
        if (server.getHost() == null || server.getPort() < 0 || !"http".equals(server.getScheme()))
            throw new UsageException("--server cannot be \"" + server + "\": give http://HOST:PORT.");
        if (!set.isEmpty())
            throw new UsageException("--set starts a server with other switches: it cannot be used with --server.");
        return new Remote(server, token, serverPid);
    }
}
