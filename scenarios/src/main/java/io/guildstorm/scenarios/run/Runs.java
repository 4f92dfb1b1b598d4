package io.guildstorm.scenarios.run;

import io.guildstorm.reports.outcome.Ink;
import io.guildstorm.reports.outcome.ResultScreen;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.target.ExitStatus;
import io.guildstorm.reports.target.LatencyTarget;
import io.guildstorm.scenarios.run.context.NewFolder;
import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.context.RunEnd;
import io.guildstorm.scenarios.run.context.RunRequest;
import io.guildstorm.scenarios.run.context.StoppedException;
import io.guildstorm.scenarios.run.context.Terms;
import io.guildstorm.scenarios.run.crash.CrashRun;
import io.guildstorm.scenarios.run.exit.EnvironmentException;
import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.flood.FloodRun;
import io.guildstorm.scenarios.run.guild.Guild15mRun;
import io.guildstorm.scenarios.run.guild.GuildSweepRun;
import io.guildstorm.scenarios.run.guild.MentionEveryoneRun;
import io.guildstorm.scenarios.run.hot.HotChannelPlan;
import io.guildstorm.scenarios.run.hot.HotChannelRun;
import io.guildstorm.scenarios.run.hot.Variation;
import io.guildstorm.scenarios.run.machine.DiskRoom;
import io.guildstorm.scenarios.run.machine.Limits;
import io.guildstorm.scenarios.run.machine.LivingRuns;
import io.guildstorm.scenarios.run.machine.MachineFacts;
import io.guildstorm.scenarios.run.machine.Sampler;
import io.guildstorm.scenarios.run.presence.PresenceRun;
import io.guildstorm.scenarios.run.process.Children;
import io.guildstorm.scenarios.run.process.Home;
import io.guildstorm.scenarios.run.process.Inbox;
import io.guildstorm.scenarios.run.revoke.RevokeRun;
import io.guildstorm.scenarios.run.screen.Screen;
import io.guildstorm.scenarios.run.server.Switches;
import io.guildstorm.scenarios.run.slow.SlowRun;
import io.guildstorm.scenarios.run.storm.StormRun;
import io.guildstorm.scenarios.run.typing.TypingRun;
import io.guildstorm.scenarios.workload.CrashMidSend;
import io.guildstorm.scenarios.workload.FloodingSender;
import io.guildstorm.scenarios.workload.Guild15m;
import io.guildstorm.scenarios.workload.HotChannel;
import io.guildstorm.scenarios.workload.LoadPlan;
import io.guildstorm.scenarios.workload.MentionEveryone;
import io.guildstorm.scenarios.workload.PermissionRevoke;
import io.guildstorm.scenarios.workload.PresencePhone;
import io.guildstorm.scenarios.workload.PresenceSavings;
import io.guildstorm.scenarios.workload.PresenceStorm;
import io.guildstorm.scenarios.workload.PresenceVisible;
import io.guildstorm.scenarios.workload.Room;
import io.guildstorm.scenarios.workload.SlowConsumers;
import io.guildstorm.scenarios.workload.Storm;
import io.guildstorm.scenarios.workload.Swept;
import io.guildstorm.scenarios.workload.TypingStorm;
import io.guildstorm.scenarios.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs scenarios. All that can be refused is refused before anything is started.
///
/// **Owner:** the thread that calls [#run].
public final class Runs {
    private final Home home;
    private final Screen screen;
    private final boolean open;

    /// @param open whether the report is shown in the browser at the end
    public Runs(Home home, Screen screen, boolean open) {
        this.home = home;
        this.screen = screen;
        this.open = open;
    }

    /// What is known before anything starts.
    /// @param place which of how many, `2/3`; null: the only one
    private record Plan(
            Workload workload,
            RunRequest request,
            Terms terms,
            @Nullable String place) {
        Plan in(Suite suite, int number) {
            return new Plan(workload, suite.of(workload, number), terms, suite.place(number));
        }
    }

    /// Runs the scenarios one after another and shows what they came to. Several make a suite: a folder with one of
    /// each in it, and a report over all.
    /// @return what the process exits with: the worst of them
    /// @throws UsageException when it cannot be asked for like that
    /// @throws EnvironmentException when this machine cannot do it
    public ExitStatus run(List<Workload> workloads, RunRequest request) {
        long begun = System.nanoTime();
        List<Plan> plans =
                workloads.stream().map(workload -> plan(workload, request)).toList();
        Suite suite = plans.size() == 1 ? null : suite(plans, request);
        List<RunRecord> records = new ArrayList<>();
        ExitStatus worst = ExitStatus.MET;
        for (int i = 0; i < plans.size(); i++) {
            Plan plan = suite == null ? plans.get(i) : plans.get(i).in(suite, i + 1);
            RunRecord record = run(plan);
            records.add(record);
            if (suite != null) suite.played(record, plan.request());
            ExitStatus status = ExitStatus.of(record);
            if (rank(status) > rank(worst)) worst = status;
            if (status == ExitStatus.INTERRUPTED) break;
        }
        Path report = suite == null ? reportOf(request) : suite.report();
        show(plans.getLast(), report, records, worst, Duration.ofNanos(System.nanoTime() - begun));
        return worst;
    }

    /// The first line, within a second.
    private Suite suite(List<Plan> plans, RunRequest request) {
        long seconds = plans.stream().mapToLong(Runs::seconds).sum();
        screen.say("guildstorm  %d storms%s, about %d minutes  ·  %s"
                .formatted(
                        plans.size(),
                        request.quick() ? ", quick" : "",
                        Math.max(1, Math.round(seconds / 60.0)),
                        MachineFacts.inWords()));
        return new Suite(request, plans.size());
    }

    /// Interrupted over failed over invalid over met.
    private static int rank(ExitStatus status) {
        return List.of(ExitStatus.MET, ExitStatus.CANNOT_JUDGE, ExitStatus.MISSED, ExitStatus.INTERRUPTED)
                .indexOf(status);
    }

    private void show(Plan last, Path report, List<RunRecord> records, ExitStatus exit, Duration took) {
        boolean opened = open && exit != ExitStatus.INTERRUPTED && Browser.show(report);
        var footer = new ResultScreen.Footer(report, opened, last.workload().next(), took, exit);
        Ink ink = screen.terminal() && System.getenv("NO_COLOR") == null ? Ink.COLOURED : Ink.PLAIN;
        ResultScreen.of(records, footer, ink).forEach(screen::say);
    }

    private static Path reportOf(RunRequest request) {
        return new RunFolder(NewFolder.latest(request.out())).report();
    }

    private Plan plan(Workload workload, RunRequest request) {
        Switches switches = Switches.of(home);
        Map<String, String> settings = new LinkedHashMap<>(workload.switches());
        settings.putAll(request.switches());
        switches.check(settings, !request.jars().isEmpty());
        if (workload instanceof HotChannel) HotChannelPlan.of(request);
        if (workload instanceof PermissionRevoke) RevokeRun.plan(request);
        if (workload instanceof Guild15m) Guild15mRun.plan(request);
        if (workload instanceof Swept swept) GuildSweepRun.plan(swept, request);
        if (!(workload instanceof Storm) && (request.storm() != null || request.over() != null))
            throw new UsageException(
                    "--storm is identify-storm's and reconnect-storm's, --over the latter's: leave them out with "
                            + workload.name() + ".");
        boolean large = workload instanceof Guild15m || workload instanceof MentionEveryone;
        boolean takesOnline = large || workload instanceof PresenceStorm;
        if ((!large && request.members() != null) || (!takesOnline && request.online() != null))
            throw new UsageException(
                    "--online is guild-15m's, mention-everyone's and presence-storm's, --members the former two's:"
                            + " leave them out with " + workload.name() + ", whose sessions --sessions counts.");
        if (workload instanceof SlowConsumers) SlowRun.plan(request);
        if (workload instanceof Storm storm) StormRun.plan(storm, request);
        if (workload instanceof PresenceStorm
                || workload instanceof PresenceSavings
                || workload instanceof PresenceVisible
                || workload instanceof PresencePhone) PresenceRun.plan(workload, request);
        if (!(workload instanceof PresenceVisible) && !request.visible().isEmpty())
            throw new UsageException("--visible is presence-visible's: leave it out with " + workload.name() + ".");
        if (!(workload instanceof PresencePhone) && request.changes() != null)
            throw new UsageException("--changes is presence-phone's: leave it out with " + workload.name() + ".");
        if (workload instanceof FloodingSender) FloodRun.plan(request);
        if (workload instanceof TypingStorm) TypingRun.plan(request);
        if (workload instanceof MentionEveryone) MentionEveryoneRun.plan(request);
        return new Plan(workload, request, new Terms(switches, settings, targets(workload, request)), null);
    }

    private RunRecord run(Plan plan) {
        try (LivingRuns living = new LivingRuns(plan.workload().name())) {
            return switch (plan.workload()) {
                case HotChannel _ -> hotChannel(plan, living);
                case CrashMidSend _ -> crashMidSend(plan, living);
                case PermissionRevoke _ ->
                    sides(plan, living, RevokeRun.plan(plan.request()), (context, fits, room) -> {
                        RevokeRun run = new RevokeRun(context, fits, room, plan.terms());
                        stopWhenItMust(context, run::stop);
                        return run.play();
                    });
                case Guild15m _ ->
                    sides(plan, living, Guild15mRun.plan(plan.request()), (context, fits, room) -> {
                        Guild15mRun run = new Guild15mRun(context, fits, room, plan.terms());
                        stopWhenItMust(context, run::stop);
                        return run.play();
                    });
                case Swept swept ->
                    sides(plan, living, GuildSweepRun.plan(swept, plan.request()), (context, fits, room) -> {
                        GuildSweepRun run = new GuildSweepRun(context, swept, fits, room, plan.terms());
                        stopWhenItMust(context, run::stop);
                        return run.play();
                    });
                case SlowConsumers _ ->
                    sides(plan, living, SlowRun.plan(plan.request()), (context, fits, room) -> {
                        SlowRun run = new SlowRun(context, fits, room, plan.terms());
                        stopWhenItMust(context, run::stop);
                        return run.play();
                    });
                case Storm storm ->
                    sides(plan, living, StormRun.plan(storm, plan.request()), (context, fits, room) -> {
                        StormRun run = new StormRun(storm, context, fits, room, plan.terms());
                        stopWhenItMust(context, run::stop);
                        return run.play();
                    });
                case PresenceStorm _, PresenceSavings _, PresenceVisible _, PresencePhone _ ->
                    sides(plan, living, PresenceRun.plan(plan.workload(), plan.request()), (context, fits, room) -> {
                        PresenceRun run = new PresenceRun(context, plan.workload(), fits.sessions(), plan.terms());
                        stopWhenItMust(context, run::stop);
                        return run.play();
                    });
                case MentionEveryone _ ->
                    sides(plan, living, MentionEveryoneRun.plan(plan.request()), (context, fits, room) -> {
                        MentionEveryoneRun run = new MentionEveryoneRun(context, fits, room, plan.terms());
                        stopWhenItMust(context, run::stop);
                        return run.play();
                    });
                case TypingStorm _ ->
                    sides(plan, living, TypingRun.plan(plan.request()), (context, fits, room) -> {
                        TypingRun run = new TypingRun(context, fits, room, plan.terms());
                        stopWhenItMust(context, run::stop);
                        return run.play();
                    });
                case FloodingSender _ ->
                    sides(plan, living, FloodRun.plan(plan.request()), (context, fits, room) -> {
                        FloodRun run = new FloodRun(context, fits, room, plan.terms());
                        stopWhenItMust(context, run::stop);
                        return run.play();
                    });
            };
        }
    }

    /// A scenario that asks for something else than time is held to no time unless the user says so.
    private static List<LatencyTarget> targets(Workload workload, RunRequest request) {
        try {
            List<LatencyTarget> targets = new ArrayList<>();
            if (workload instanceof Storm) targets.addAll(StormRun.targets(request.profile()));
            else if (request.profile() != null) targets.add(LatencyTarget.profile(request.profile()));
            else if (workload instanceof HotChannel) targets.addAll(LatencyTarget.builtIn());
            request.targets().forEach(text -> targets.add(LatencyTarget.parse(text)));
            return targets;
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private RunRecord hotChannel(Plan plan, LivingRuns living) {
        LoadPlan wanted = HotChannelPlan.of(plan.request());
        Room room = roomFor(wanted);
        LoadPlan fits = room.fit(wanted);
        announce(plan, room.shrunk(wanted), living);
        return inFolder(plan, living, context -> {
            HotChannelRun run = new HotChannelRun(context, fits, room, plan.terms(), Variation.NONE);
            stopWhenItMust(context, run::stop);
            return run.play();
        });
    }

    private RunRecord crashMidSend(Plan plan, LivingRuns living) {
        if (plan.request().remote() != null)
            throw new UsageException("crash-mid-send kills its server: it cannot be run with --server");
        announce(plan, null, living);
        return inFolder(plan, living, context -> {
            CrashRun run = new CrashRun(context, plan.terms());
            stopWhenItMust(context, run::stop);
            return run.play();
        });
    }

    private interface Sides {
        RunRecord play(RunContext context, LoadPlan fits, Room room) throws IOException;
    }

    private RunRecord sides(Plan plan, LivingRuns living, LoadPlan wanted, Sides sides) {
        if (plan.request().remote() != null)
            throw new UsageException("%s starts servers of its own: it cannot be run with --server"
                    .formatted(plan.workload().name()));
        Room room = roomFor(wanted);
        LoadPlan fits = room.fit(wanted);
        announce(plan, room.shrunk(wanted), living);
        return inFolder(plan, living, context -> sides.play(context, fits, room));
    }

    private static Room roomFor(LoadPlan wanted) {
        Room room = Limits.room();
        if (room.sessions() < Math.min(Room.FEWEST_SESSIONS, wanted.sessions()))
            throw new EnvironmentException("there is no room for sessions here: " + room.scarce(wanted.sessions()));
        return room;
    }

    /// Ctrl-C and a full disk, as words to the run's thread.
    private static void stopWhenItMust(RunContext run, Consumer<StoppedException> stop) {
        Interruption.onSignal(() -> run.inbox()
                .post(() -> stop.accept(new StoppedException(StoppedException.Cause.INTERRUPTED, "interrupted"))));
        run.disk()
                .onFull(() -> run.inbox()
                        .post(() -> stop.accept(new StoppedException(
                                StoppedException.Cause.INSTRUMENT_FAILED,
                                run.disk().inWords()))));
    }

    /// The first line, within a second.
    private void announce(Plan plan, @Nullable String shrunk, LivingRuns living) {
        Workload workload = plan.workload();
        String quick = plan.request().quick() ? ", quick" : "";
        if (plan.place() == null)
            screen.say("guildstorm  %s%s, about %d s  ·  %s"
                    .formatted(workload.name(), quick, seconds(plan), MachineFacts.inWords()));
        if (shrunk != null) screen.say("            " + shrunk);
        List<String> others = living.others();
        if (!others.isEmpty())
            screen.say("            another run is on this machine, each disturbs the other: "
                    + String.join(", ", others));
        screen.say("");
        String name = plan.place() == null ? workload.name() : plan.place() + " " + workload.name();
        screen.say(" %-19s %s".formatted(name, workload.question()));
    }

    private static long seconds(Plan plan) {
        return switch (plan.workload()) {
            case HotChannel _ -> HotChannelPlan.seconds(plan.request());
            case CrashMidSend crash -> crash.seconds();
            case PermissionRevoke _ -> RevokeRun.seconds(plan.request());
            case Guild15m _ -> Guild15mRun.seconds(plan.request());
            case Swept swept -> GuildSweepRun.seconds(swept, plan.request());
            case SlowConsumers _ -> SlowRun.seconds(plan.request());
            case Storm storm -> StormRun.seconds(storm, plan.request());
            case PresenceStorm _, PresenceSavings _, PresenceVisible _, PresencePhone _ ->
                PresenceRun.seconds(plan.workload(), plan.request());
            case FloodingSender _ -> FloodRun.seconds(plan.request());
            case TypingStorm _ -> TypingRun.seconds(plan.request());
            case MentionEveryone _ -> MentionEveryoneRun.seconds(plan.request());
        };
    }

    private interface Play {
        RunRecord in(RunContext context) throws IOException;
    }

    private RunRecord inFolder(Plan plan, LivingRuns living, Play play) {
        RunFolder folder = folder(plan);
        Inbox inbox = new Inbox();
        try (Children children = new Children(folder.logs());
                Sampler sampler = new Sampler()) {
            sampler.watch("cli", ProcessHandle.current().pid());
            DiskRoom disk = new DiskRoom(folder.path(), folder.work());
            inbox.onPulse(() -> {
                screen.pulse();
                sampler.pulse();
                living.pulse();
                disk.pulse();
            });
            RunContext context =
                    new RunContext(home, plan.request(), folder, children, inbox, sampler, disk, living, screen);
            return play.in(context);
        } catch (IOException e) {
            throw new EnvironmentException("cannot write into " + folder.path() + ": " + NewFolder.reason(e), e);
        } finally {
            RunEnd.sweep(folder);
        }
    }

    private static RunFolder folder(Plan plan) {
        return NewFolder.of(
                plan.request().out(),
                runs -> RunFolder.create(runs, plan.workload().name(), LocalDateTime.now(ZoneId.systemDefault())));
    }
}
