package io.guildstorm.scenarios.run.crash;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Load;
import io.guildstorm.reports.record.Machine;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.target.CrashFigures;
import io.guildstorm.reports.target.Observations;
import io.guildstorm.reports.target.Verdicts;
import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.context.RunEnd;
import io.guildstorm.scenarios.run.context.StoppedException;
import io.guildstorm.scenarios.run.context.Terms;
import io.guildstorm.scenarios.run.context.ToolVersion;
import io.guildstorm.scenarios.run.crash.CrashSenders.Send;
import io.guildstorm.scenarios.run.exit.EnvironmentException;
import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.machine.Limits;
import io.guildstorm.scenarios.run.machine.MachineFacts;
import io.guildstorm.scenarios.run.screen.Bars;
import io.guildstorm.scenarios.run.server.AdminApi;
import io.guildstorm.scenarios.run.server.ServerProcess;
import io.guildstorm.scenarios.workload.CrashMidSend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `crash-mid-send`: concurrent sends, SIGKILL at a seeded instant among them, restart on the same data, everything
/// read back, the unanswered sends repeated with their nonces, everything read back once more.
///
/// **Owner:** the run's thread.
public final class CrashRun {
    private static final int USERS = 20;

    private final RunContext run;
    private final Terms terms;
    private final String token = UUID.randomUUID().toString();
    private final Instant started = Instant.now();
    private boolean ending;

    public CrashRun(RunContext run, Terms terms) {
        this.run = run;
        this.terms = terms;
    }

    /// From the inbox: Ctrl-C, a full disk.
    public void stop(StoppedException why) {
        if (!ending) throw why;
    }

    /// What the whole came to.
    /// @param found after the restart
    /// @param repeated after the unanswered sends were repeated
    private record Outcome(
            CrashSenders senders, double restartMs, History found, int retried, History repeated, List<String> flags) {}

    public RunRecord play() throws IOException {
        Outcome outcome = null;
        StoppedException stopped = null;
        try {
            outcome = crash();
        } catch (StoppedException e) {
            stopped = e;
        } catch (EnvironmentException | UsageException e) {
            stopped = StoppedException.because(e);
        }
        ending = true;
        run.disk().release();
        run.screen().live(List::of);
        RunRecord measured = record(outcome);
        RunRecord judged = Verdicts.judge(measured, List.of(), seen(outcome, stopped));
        new RunEnd(run).write(judged);
        if (stopped != null) stopped.blameWhatWasTyped();
        return judged;
    }

    private Outcome crash() {
        ServerProcess first = start("server-0");
        AdminApi.Guild guild;
        List<AdminApi.User> users;
        try (AdminApi admin = new AdminApi(first.address(), token)) {
            users = admin.createUsers(USERS, "storm", run.request().seed());
            guild = admin.createGuild("storm", users);
        }
        run.screen().say("     start     server ready");
        int concurrent = Math.clamp(Limits.descriptors() - 400, 1, CrashMidSend.CONCURRENT);
        int killAt = killAt();
        CrashSenders senders =
                new CrashSenders(guild.channel(), users, run.request().seed(), first.child()::kill9);
        double[] begunSoFar = {0};
        run.screen()
                .live(() -> List.of("     send      " + Bars.bar(begunSoFar[0], CrashMidSend.SENDS) + " "
                        + Bars.count(senders.acknowledged()) + " acknowledged"));
        senders.begin(first.address(), CrashMidSend.SENDS, concurrent, killAt);
        run.inbox()
                .await(
                        () -> {
                            begunSoFar[0] = senders.started();
                            return senders.over();
                        },
                        System.nanoTime() + 60_000_000_000L);
        first.child().kill();
        run.screen()
                .settle(String.format(
                        Locale.ROOT,
                        "     killed    at send %,d of %,d: %,d acknowledged, %,d without an answer",
                        killAt,
                        CrashMidSend.SENDS,
                        senders.acknowledged(),
                        senders.unknown().size()));
        return afterTheCrash(senders, guild.channel());
    }

    /// The number of the send at which it is killed: not among the first or last of them.
    private int killAt() {
        int margin = CrashMidSend.SENDS / 5;
        return margin + new Random(run.request().seed()).nextInt(CrashMidSend.SENDS - 2 * margin);
    }

    private Outcome afterTheCrash(CrashSenders senders, String channel) {
        long begun = System.nanoTime();
        ServerProcess second = restart();
        double restartMs = (System.nanoTime() - begun) / 1e6;
        run.screen().live(() -> List.of("     read back …"));
        History found = History.read(second.address(), channel, senders.token());
        int retried = senders.repeat(second.address());
        History repeated = History.read(second.address(), channel, senders.token());
        run.screen()
                .settle(String.format(
                        Locale.ROOT,
                        "     restart   ready after %.1f s; %,d messages read back, %,d sends repeated",
                        restartMs / 1e3,
                        found.messages(),
                        retried));
        second.child().stop(20_000);
        return new Outcome(senders, restartMs, found, retried, repeated, second.flags());
    }

    /// Not to come back after a crash is the server's own fault, unless the disk is full.
    private ServerProcess restart() {
        try {
            return start("server-1");
        } catch (EnvironmentException e) {
            if (run.disk().full()) throw new EnvironmentException(run.disk().inWords(), e);
            String what = StoppedException.because(e).getMessage();
            throw new StoppedException(StoppedException.Cause.SERVER_DIED, "killed, it did not come back: " + what);
        }
    }

    private ServerProcess start(String name) {
        Path work = run.folder().work();
        Path file = work.resolve("admin-token");
        try {
            Files.writeString(file, token);
        } catch (IOException e) {
            throw new EnvironmentException("cannot write " + file + ": " + e.getMessage(), e);
        }
        var plan = new ServerProcess.Plan(
                terms.settings(),
                work.resolve("data"),
                file,
                work.resolve(name + ".jfr"),
                run.request().jars());
        ServerProcess server = ServerProcess.start(name, run.home(), plan, run.children(), run.inbox());
        run.sampler().watch(name, server.child().pid());
        return server;
    }

    private RunRecord record(@Nullable Outcome outcome) {
        RunRecord.Draft draft = RunRecord.of("crash-mid-send")
                .started(started)
                .seed(run.request().seed())
                .command(run.request().command())
                .tool(ToolVersion.of(run.home()))
                .settings(terms.switches().effective(terms.settings()));
        if (outcome == null) return draft.machine(machine(List.of())).build();
        CrashSenders senders = outcome.senders();
        Tally tally = Tally.of(outcome);
        CrashFigures figures = new CrashFigures(
                senders.started(),
                senders.acknowledged(),
                tally.found,
                tally.twice,
                tally.unknownFound,
                outcome.restartMs());
        Map<String, @Nullable Object> experiment = new LinkedHashMap<>(figures.experiment());
        experiment.put("refused", senders.refused());
        experiment.put("retried", outcome.retried());
        experiment.put("there_after_retry", outcome.repeated().messages());
        return draft.machine(machine(outcome.flags()))
                .load(new Load.Draft()
                        .intended(senders.started())
                        .started(senders.started())
                        .acknowledged(senders.acknowledged())
                        .failed(senders.started() - senders.acknowledged())
                        .build())
                .audit(new Audit(
                        senders.acknowledged(),
                        tally.found,
                        senders.acknowledged() - tally.found,
                        tally.twice,
                        0,
                        outcome.repeated().corrupted(),
                        0,
                        0,
                        0,
                        0))
                .experiment(experiment)
                .build();
    }

    private static Machine machine(List<String> flags) {
        return MachineFacts.draft(Map.of("server", flags))
                .network("loopback")
                .sharedWithLoad(true)
                .build();
    }

    private Observations seen(@Nullable Outcome outcome, @Nullable StoppedException stopped) {
        Observations seen = Observations.NONE.withOtherRuns(run.living().met());
        if (stopped != null) return stopped.observed(seen);
        if (outcome == null) return seen;
        return seen.withWitnesses(Tally.of(outcome).witnesses);
    }

    /// What is there against what was said.
    /// @param twice numbers that are there more than once, before or after the repeats
    private record Tally(long found, long twice, long unknownFound, List<String> witnesses) {
        static Tally of(Outcome outcome) {
            History found = outcome.found();
            List<Send> lost = outcome.senders().sends().stream()
                    .filter(send -> send.messageId() != null)
                    .filter(send -> !found.ids(send.number()).contains(send.messageId()))
                    .toList();
            long acknowledged = outcome.senders().acknowledged();
            long unknownFound = outcome.senders().unknown().stream()
                    .filter(send -> !found.ids(send.number()).isEmpty())
                    .count();
            List<String> witnesses = lost.stream()
                    .limit(10)
                    .map(send -> "message " + send.number() + " was acknowledged as " + send.messageId()
                            + " and is not there")
                    .toList();
            return new Tally(acknowledged - lost.size(), outcome.repeated().twice(), unknownFound, witnesses);
        }
    }
}
