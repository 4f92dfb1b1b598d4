package io.guildstorm.scenarios.run.presence;

import io.guildstorm.reports.record.Guild;
import io.guildstorm.reports.record.Latency;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.Round;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Side;
import io.guildstorm.reports.target.LatencyMetric;
import io.guildstorm.reports.target.LatencyTarget;
import io.guildstorm.reports.target.Observations;
import io.guildstorm.reports.target.PresenceFigures;
import io.guildstorm.reports.target.Verdicts;
import io.guildstorm.scenarios.presence.Role;
import io.guildstorm.scenarios.presence.Timetable;
import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.context.StoppedException;
import io.guildstorm.scenarios.run.context.Terms;
import io.guildstorm.scenarios.run.context.ToolVersion;
import io.guildstorm.scenarios.run.sides.Design;
import io.guildstorm.scenarios.workload.PresencePhone;
import io.guildstorm.scenarios.workload.PresenceStorm;
import io.guildstorm.scenarios.workload.PresenceVisible;
import io.guildstorm.scenarios.workload.Workload;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One record over the rounds of both sides; its own blocks repeat the judged side's.
final class PresenceRecord {
    private static final Duration TOLD_MARGIN = Duration.ofSeconds(1);
    /// A lane hears at once what its sessions are told a window later.
    private static final Duration IN_PROCESS_MARGIN = Duration.ofSeconds(1);
    private static final Duration GONE_MARGIN = Duration.ofSeconds(2);
    private static final int EXAMPLES = 10;

    private final RunContext run;
    private final Workload workload;
    private final Terms terms;
    private final List<Design> designs;
    private final List<PlayedStorm> played;

    PresenceRecord(RunContext run, Workload workload, Terms terms, List<Design> designs, List<PlayedStorm> played) {
        this.run = run;
        this.workload = workload;
        this.terms = terms;
        this.designs = designs;
        this.played = List.copyOf(played);
    }

    /// @param stopped why the run did not go on to its end; null: it did
    RunRecord judged(Instant started, @Nullable StoppedException stopped) throws IOException {
        Design design = designs.stream().filter(Design::judged).findFirst().orElseThrow();
        PresenceSettings settings = PresenceSettings.of(terms, design);
        RunRecord.Draft draft = RunRecord.of(workload.name())
                .started(started)
                .seed(run.request().seed())
                .command(run.request().command())
                .tool(ToolVersion.of(run.home()))
                .settings(settings.effective())
                .rounds(played.stream()
                        .map(round -> new Round(round.design().name(), round.started(), dir(round)))
                        .toList());
        List<Side> sides = new ArrayList<>();
        List<PresenceFigures.Side> figures = new ArrayList<>();
        List<StormSums> all = new ArrayList<>();
        for (Design each : designs) {
            List<PlayedStorm> rounds =
                    played.stream().filter(round -> round.design().equals(each)).toList();
            if (rounds.isEmpty()) continue;
            StormSums sums = new StormSums(each, rounds);
            sides.add(side(each, sums));
            figures.add(sums.figures(anchor()));
            all.add(sums);
            if (each.judged()) repeat(draft, sums);
        }
        PresenceFigures found = new PresenceFigures(crowd(settings), phases(design), figures);
        return Verdicts.judge(
                draft.sides(sides).experiment(experiment(found, settings, all)).build(),
                targets(settings),
                seen(found, stopped));
    }

    private static Side side(Design design, StormSums sums) throws IOException {
        return new Side(
                design.name(),
                design.judged(),
                Map.copyOf(design.settings()),
                sums.load(),
                null,
                sums.sessions(),
                null,
                latency(sums),
                sums.cost(),
                List.of());
    }

    private static Latency latency(StormSums sums) throws IOException {
        Quantiles staleness = sums.staleness();
        Quantiles ghosts = sums.ghosts();
        InProcessCrowd.Played inProcess = sums.last().inProcess();
        return Latency.NONE.withStatuses(
                staleness.count() == 0 ? null : staleness,
                ghosts.count() == 0 ? null : ghosts,
                inProcess == null ? null : inProcess.staleness());
    }

    private void repeat(RunRecord.Draft draft, StormSums sums) throws IOException {
        draft.machine(sums.last().machine())
                .warmupS(0.0)
                .durationS(sums.seconds())
                .disturbance(sums.disturbance())
                .load(sums.load())
                .guild(new Guild(null, (long) sums.last().scene().users(), null))
                .sessions(sums.sessions())
                .latency(latency(sums))
                .cost(sums.cost());
    }

    private PresenceFigures.Crowd crowd(PresenceSettings settings) {
        Scene scene = played.isEmpty() ? null : played.getLast().scene();
        int users = scene == null ? 0 : scene.users();
        long flickering = users == 0
                ? 0
                : Role.having(Role.FLICKERS, Role.cast(users, run.request().seed()))
                        .size();
        return new PresenceFigures.Crowd(
                users,
                flickering,
                PresenceStorm.GUILDS,
                PresenceStorm.GUILDS_PER_USER,
                scene == null ? 0 : scene.shown(),
                (double) settings.heartbeat().toMillis(),
                settings.grace().isZero()
                        ? null
                        : (Double) (double) settings.grace().toMillis());
    }

    /// Of the judged side, as all its rounds have the same timetable.
    private List<PresenceFigures.Phase> phases(Design judged) {
        PlayedStorm round = played.stream()
                .filter(each -> each.design().equals(judged))
                .findFirst()
                .orElse(null);
        if (round == null || round.anchorSeconds() == 0) return List.of();
        double anchor = anchor();
        double flicker = anchor + seconds(Timetable.FLICKER);
        double cut = anchor + seconds(Timetable.CUT);
        double back = anchor + seconds(Timetable.BACK);
        double rest = anchor + seconds(round.timetable().rest());
        return List.of(
                new PresenceFigures.Phase("connect", 0, flicker),
                new PresenceFigures.Phase("flicker", flicker, cut),
                new PresenceFigures.Phase("cut", cut, back),
                new PresenceFigures.Phase("half are back", back, rest),
                new PresenceFigures.Phase(
                        "rest", rest, anchor + seconds(round.timetable().end())));
    }

    /// When the timetable of every round begins, seconds after the first connect of the round that took longest to
    /// connect.
    private int anchor() {
        return (int)
                played.stream().mapToDouble(PlayedStorm::anchorSeconds).max().orElse(0);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    private Map<String, @Nullable Object> experiment(
            PresenceFigures found, PresenceSettings settings, List<StormSums> sums) {
        Map<String, @Nullable Object> block = switch (workload) {
            case PresenceVisible _ ->
                VisibleRounds.figures(found.crowd(), run.request().seed(), sums, found.sides())
                        .experiment();
            case PresencePhone _ ->
                PhoneRounds.figures(settings, sums, found.sides()).experiment();
            default -> found.experiment();
        };
        Map<String, @Nullable Object> experiment = new LinkedHashMap<>(block);
        InProcessCrowd.Played crowd = inProcess();
        if (crowd != null) crowd.figures().into(experiment);
        experiment.put("quick", run.request().quick());
        return experiment;
    }

    /// What the judged side is held to, from its own settings, beside what the user asks.
    private List<LatencyTarget> targets(PresenceSettings settings) {
        Duration told = settings.held().plus(TOLD_MARGIN);
        Duration gone = settings.grace().plus(settings.held()).plus(GONE_MARGIN);
        List<LatencyTarget> targets = new ArrayList<>();
        targets.add(new LatencyTarget(
                "told", LatencyMetric.STALENESS_P99, told.toMillis(), "presence.debounce + presence.batch + 1 s"));
        if (!(workload instanceof PresencePhone)) // nobody goes
        targets.add(new LatencyTarget(
                "gone",
                LatencyMetric.GHOST_MAX,
                gone.toMillis(),
                "presence.ttl + presence.debounce + presence.batch + 2 s"));
        if (inProcess() != null)
            targets.add(new LatencyTarget(
                    "told_in_process",
                    LatencyMetric.STALENESS_IN_PROCESS_P99,
                    settings.debounce().plus(IN_PROCESS_MARGIN).toMillis(),
                    "presence.debounce + 1 s"));
        targets.addAll(terms.targets());
        return targets;
    }

    private InProcessCrowd.@Nullable Played inProcess() {
        return played.stream()
                .map(PlayedStorm::inProcess)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private Observations seen(PresenceFigures found, @Nullable StoppedException stopped) {
        List<String> examples = played.stream()
                .filter(round -> round.design().judged() || workload instanceof PresenceVisible)
                .map(PlayedStorm::result)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .flatMap(result -> result.examples().stream())
                .limit(EXAMPLES)
                .toList();
        Observations seen = Observations.NONE.withOtherRuns(run.living().met()).withWitnesses(examples);
        for (PresenceFigures.Side side : found.sides()) {
            if (stopped != null || !mustBeTrue(side) || side.truth().wrong() == 0) continue;
            seen = seen.withRuleBroken(new Reason(
                    Reason.Code.WRONG_STATUS,
                    null,
                    "%d of %d views were wrong at rest"
                            .formatted(side.truth().wrong(), side.truth().views()),
                    new Reason.Evidence(null, null, null, examples)));
        }
        InProcessCrowd.Played crowd = inProcess();
        if (crowd != null && crowd.figures().wrong() > 0)
            seen = seen.withRuleBroken(new Reason(
                    Reason.Code.WRONG_STATUS,
                    null,
                    "of %d of %d users without sockets something wrong was told at rest"
                            .formatted(crowd.figures().wrong(), crowd.figures().users()),
                    null));
        return stopped == null ? seen : stopped.observed(seen);
    }

    /// All rounds of presence-visible are of our design.
    private boolean mustBeTrue(PresenceFigures.Side side) {
        return side.judged() || workload instanceof PresenceVisible;
    }

    private String dir(PlayedStorm round) {
        return run.folder().path().relativize(round.folder().path()).toString();
    }
}
