package io.guildstorm.scenarios.run.presence;

import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.scenarios.presence.Everyday;
import io.guildstorm.scenarios.presence.Timetable;
import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.context.RunEnd;
import io.guildstorm.scenarios.run.context.RunRequest;
import io.guildstorm.scenarios.run.context.StoppedException;
import io.guildstorm.scenarios.run.context.Terms;
import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.sides.Design;
import io.guildstorm.scenarios.schedule.Burst;
import io.guildstorm.scenarios.workload.LoadPlan;
import io.guildstorm.scenarios.workload.PresencePhone;
import io.guildstorm.scenarios.workload.PresenceSavings;
import io.guildstorm.scenarios.workload.PresenceStorm;
import io.guildstorm.scenarios.workload.PresenceVisible;
import io.guildstorm.scenarios.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `presence-storm`, `presence-savings`, `presence-visible` and `presence-phone`: rounds of several designs,
/// one of which is judged, and what each told whom.
///
/// **Owner:** the run's thread.
public final class PresenceRun {
    /// Start, connect, end: what a round takes besides its timetable.
    private static final int BESIDES_SECONDS = 10;

    private final RunContext run;
    private final Workload workload;
    private final Terms terms;
    private final int users;
    private final List<Design> sides;
    private final LiveRates rates;
    private final Instant started = Instant.now();
    private final List<PlayedStorm> played = new ArrayList<>();
    private @Nullable PresenceRound current;
    private @Nullable StoppedException stopped;

    /// @param users each with a socket, as they fit here
    public PresenceRun(RunContext run, Workload workload, int users, Terms terms) {
        this.run = run;
        this.workload = workload;
        this.sides = sides(workload, run.request());
        this.rates = new LiveRates(sides.stream().map(Design::name).toList());
        this.users = users;
        this.terms = terms;
    }

    private static List<Design> sides(Workload workload, RunRequest request) {
        return switch (workload) {
            case PresenceSavings _ -> {
                List<Design> sides = new ArrayList<>();
                PresenceSavings.rounds()
                        .forEach((name, settings) -> sides.add(new Design(name, settings.isEmpty(), settings)));
                yield sides;
            }
            case PresenceVisible _ -> VisibleRounds.of(request, users(workload, request));
            case PresencePhone _ -> PhoneRounds.designs();
            default ->
                List.of(new Design("naive", false, PresenceStorm.NAIVE), new Design("optimised", true, Map.of()));
        };
    }

    /// How many sessions are asked for, and about how long each round lasts.
    /// @throws UsageException when flags do not go together
    public static LoadPlan plan(Workload workload, RunRequest request) {
        refuse(workload, request.rate() != null, "--rate");
        refuse(workload, request.burst() != null, "--burst");
        boolean phone = workload instanceof PresencePhone;
        refuse(workload, !phone && request.duration() != null, "--duration");
        refuse(workload, request.warmup() != null, "--warmup");
        refuse(workload, request.profile() != null, "--profile");
        int users = users(workload, request);
        if (users < PresenceStorm.FEWEST)
            throw new UsageException(
                    "--sessions cannot be \"%d\": give %d users or more, so that there are some of each kind."
                            .formatted(users, PresenceStorm.FEWEST));
        if (workload instanceof PresenceVisible) VisibleRounds.of(request, users);
        var _ = InProcessCrowd.users(workload, request, users);
        Duration round = phone
                ? phone(request, users)
                : Timetable.of(grace(workload), Duration.ofSeconds(2)).end();
        return new LoadPlan(users, 1, Burst.NONE, Duration.ZERO, round, Duration.ZERO, Duration.ZERO);
    }

    private static Duration grace(Workload workload) {
        return workload instanceof PresenceVisible ? PresenceVisible.GRACE : PresenceStorm.GRACE;
    }

    private static Duration phone(RunRequest request, int users) {
        Scene scene = PhoneRounds.scene(request, PhoneRounds.designs().getFirst(), users);
        Everyday everyday = Objects.requireNonNull(scene.everyday(), "phones lie in one");
        return Timetable.everyday(Duration.ofMillis(everyday.lengthMs()), Duration.ofSeconds(1))
                .end();
    }

    private Scene scene(Design design) {
        return switch (workload) {
            case PresenceVisible _ -> VisibleRounds.scene(design, users);
            case PresencePhone _ -> PhoneRounds.scene(run.request(), design, users);
            default -> {
                int others = design.judged() ? InProcessCrowd.users(workload, run.request(), users) : 0;
                yield Scene.storm(users, PresenceStorm.SHOWN, design.judged(), others);
            }
        };
    }

    private static int users(Workload workload, RunRequest request) {
        if (request.sessions() != null) return request.sessions();
        return switch (workload) {
            case PresenceSavings _ -> request.quick() ? PresenceStorm.QUICK_USERS : PresenceSavings.USERS;
            case PresencePhone _ -> request.quick() ? PresencePhone.QUICK_USERS : PresencePhone.USERS;
            case PresenceVisible _ -> request.quick() ? PresenceVisible.QUICK_USERS : PresenceVisible.USERS;
            default -> request.quick() ? PresenceStorm.QUICK_USERS : PresenceStorm.USERS;
        };
    }

    private static void refuse(Workload workload, boolean given, String flag) {
        if (given)
            throw new UsageException(flag + " cannot be given with " + workload.name()
                    + ", which has no messages: a round is as long as its storm."
                    + " Leave it out; --sessions gives the users.");
    }

    /// About how long it takes.
    public static long seconds(Workload workload, RunRequest request) {
        long round = BESIDES_SECONDS + plan(workload, request).measure().toSeconds();
        int withoutSockets = InProcessCrowd.users(workload, request, 0);
        return round * sides(workload, request).size()
                + (withoutSockets == 0 ? 0 : InProcessCrowd.seconds(withoutSockets));
    }

    /// From the inbox: Ctrl-C, a full disk.
    public void stop(StoppedException why) {
        stopped = why;
        if (current != null) current.stop(why);
    }

    /// @return the record as written
    public RunRecord play() throws IOException {
        for (int i = 0; i < sides.size() && stopped == null; i++) {
            Design design = sides.get(i);
            run.screen().say(String.format(Locale.ROOT, " %d/%d %s", i + 1, sides.size(), design.name()));
            play(design, i + 1);
        }
        RunRecord judged = new PresenceRecord(run, workload, terms, sides, played).judged(started, stopped);
        new RunEnd(run).write(judged);
        if (stopped != null) stopped.blameWhatWasTyped();
        return judged;
    }

    private void play(Design design, int number) throws IOException {
        RunFolder folder = RunFolder.at(
                run.folder().path().resolve(String.format(Locale.ROOT, "rounds/%02d-%s", number, design.folder())));
        RunContext round = run.in(folder);
        current = new PresenceRound(round, design, PresenceSettings.of(terms, design), scene(design), rates);
        PlayedStorm result = current.play();
        current = null;
        played.add(result);
        if (result.stopped() != null) stopped = result.stopped();
        RunEnd.sweep(folder);
        for (Path unused : List.of(folder.logs(), folder.charts())) Files.deleteIfExists(unused);
    }
}
