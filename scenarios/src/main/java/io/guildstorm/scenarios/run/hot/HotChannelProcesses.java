package io.guildstorm.scenarios.run.hot;

import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.context.RunRequest;
import io.guildstorm.scenarios.run.context.StoppedException;
import io.guildstorm.scenarios.run.context.StoppedException.Cause;
import io.guildstorm.scenarios.run.load.GatlingProcess;
import io.guildstorm.scenarios.run.load.TestBed;
import io.guildstorm.scenarios.run.machine.ProcessReading;
import io.guildstorm.scenarios.run.process.Child;
import io.guildstorm.scenarios.run.server.AdminApi;
import io.guildstorm.scenarios.run.server.ServerProcess;
import io.guildstorm.scenarios.workload.LoadPlan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Starts the server and the active users of `hot-channel`, and sees to it that the run ends when one of its processes
/// does.
///
/// **Owner:** the run's thread.
final class HotChannelProcesses {
    private static final int SOCKETS = 10;
    /// Two who scroll through history, two who type.
    private static final int BESIDES_SENDERS = 4;

    private final RunContext run;
    private final LoadPlan plan;
    private final Map<String, String> settings;
    private final Measured found;
    private final Variation variation;
    private boolean endExpected;

    /// @param settings of the server that differ from its defaults
    HotChannelProcesses(
            RunContext run, LoadPlan plan, Map<String, String> settings, Measured found, Variation variation) {
        this.run = run;
        this.plan = plan;
        this.settings = settings;
        this.found = found;
        this.variation = variation;
    }

    /// From here on they may end: the run asks them to.
    void expectEnd() {
        endExpected = true;
    }

    boolean endExpected() {
        return endExpected;
    }

    /// Starts the server, if it is ours.
    /// @return the admin token
    String startServer() {
        RunRequest.Remote remote = run.request().remote();
        if (remote != null) {
            if (remote.pid() != null) run.sampler().watch("server", remote.pid());
            return remote.token();
        }
        String token = UUID.randomUUID().toString();
        Path work = run.folder().work();
        Path file = work.resolve("admin-token");
        try {
            Files.writeString(file, token);
        } catch (IOException e) {
            throw new StoppedException(Cause.INSTRUMENT_FAILED, "cannot write " + file + ": " + e.getMessage());
        }
        var how = new ServerProcess.Plan(
                settings,
                work.resolve("data"),
                file,
                work.resolve("server.jfr"),
                run.request().jars());
        ServerProcess server = ServerProcess.start("server", run.home(), how, run.children(), run.inbox());
        found.server = server;
        run.sampler().watch("server", server.child().pid());
        stopWhenGone(server.child(), Cause.SERVER_DIED);
        return token;
    }

    /// A child that ends before it was asked to ends the run.
    void stopWhenGone(Child child, Cause cause) {
        child.onExit(() -> run.inbox().post(() -> {
            if (endExpected) return;
            // a full disk ends processes in many ways, and none of them is the server's fault
            if (run.disk().full())
                throw new StoppedException(Cause.INSTRUMENT_FAILED, run.disk().inWords());
            throw new StoppedException(cause, "the " + inWords(child) + " " + howItEnded(child.exitCode()));
        }));
    }

    private static String inWords(Child child) {
        return child.name().startsWith("gatling")
                ? "load generator"
                : child.name().replaceAll("-0$", "");
    }

    private static String howItEnded(@Nullable Integer code) {
        if (code == null) return "ended";
        return code > 128 ? "was killed by signal " + (code - 128) : "ended by itself with code " + code;
    }

    /// Of the server, ours or another.
    URI address() {
        RunRequest.Remote remote = run.request().remote();
        return remote != null
                ? remote.address()
                : Objects.requireNonNull(found.server).address();
    }

    /// Starts the active users; they sign in by themselves.
    GatlingProcess startGatling(TestBed bed) {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("base-url", bed.server().toString());
        told.put("channel", bed.channel());
        told.put("guild", bed.guild());
        told.put("tokens", bed.tokens().toString());
        told.put("senders", Integer.toString(variation.senders(plan)));
        told.put("sockets", Integer.toString(sockets()));
        told.put("rate", Double.toString(plan.ratePerSecond()));
        told.put("burst", plan.burst().toString());
        told.put("seed", Long.toString(run.request().seed()));
        told.put("seconds", Double.toString(HotChannelRun.seconds(plan.warmup().plus(plan.measure()))));
        told.put("warmup", Double.toString(HotChannelRun.seconds(plan.warmup())));
        told.put("bytes", Integer.toString(variation.textLength()));
        told.put("out", run.folder().path().toString());
        told.put("name", "gatling-0");
        told.put("controlled", "true");
        told.put("rehearsal", bed.rehearsal().channel());
        told.put("rehearsal-tokens", bed.rehearsal().tokens().toString());
        if (variation.toEveryone()) told.put("everyone", "true");
        told.putAll(variation.users(plan));
        GatlingProcess gatling = GatlingProcess.start(
                run.home(), variation.simulation(), told, run.folder().gatling(), run.children(), run.inbox());
        run.sampler().watch("gatling-0", gatling.child().pid());
        stopWhenGone(gatling.child(), Cause.INSTRUMENT_FAILED);
        return gatling;
    }

    private int sockets() {
        return Math.min(SOCKETS, Math.max(1, plan.sessions() / 20));
    }

    /// Members, the first of all, who do something.
    int activeUsers() {
        return variation.senders(plan) + BESIDES_SENDERS + sockets();
    }

    /// Resident memory of the server; null: not to be read from here.
    @Nullable
    Long serverRss() {
        RunRequest.Remote remote = run.request().remote();
        Long pid = found.server != null ? (Long) found.server.child().pid() : remote == null ? null : remote.pid();
        if (pid == null) return null;
        ProcessReading reading = ProcessReading.of(pid);
        return reading == null ? null : reading.rssBytes();
    }

    /// `io_uring`, `epoll` or `nio`, as the server tells; null: it does not.
    @Nullable
    String transport(String token) {
        try (AdminApi admin = new AdminApi(address(), token)) {
            String transport = admin.state().path("transport").asText("");
            return transport.isEmpty() ? null : transport;
        }
    }

    /// Of the guild; null: the server does not tell.
    @Nullable
    Long relays(TestBed bed, String token) {
        try (AdminApi admin = new AdminApi(address(), token)) {
            return admin.relays(bed.guild());
        }
    }
}
