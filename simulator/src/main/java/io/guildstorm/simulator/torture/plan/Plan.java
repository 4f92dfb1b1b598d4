package io.guildstorm.simulator.torture.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Who does what, and which faults when. The seed fixes all of it; how long each thing takes is the server's affair.
/// @param clients the steps of each
/// @param warden the steps of the owner
/// @param faults by time
public record Plan(
        long seed, Duration duration, List<List<Step>> clients, List<WardenStep> warden, List<PlannedFault> faults) {
    private static final int PAUSE_MILLIS = 60;
    private static final int WARDEN_PAUSE_MILLIS = 400;
    private static final int FREEZE_MILLIS_MAX = 1_500;

    /// So that the server is up for most of the time: a restart takes seconds.
    private static final int SECONDS_FOR_ONE_OF_EACH = 30;

    public Plan {
        clients = clients.stream().map(List::copyOf).toList();
        warden = List.copyOf(warden);
        faults = List.copyOf(faults);
    }

    /// @param clients 1 and above
    /// @param kinds what may happen besides what the clients ask for
    public static Plan of(long seed, Duration duration, int clients, Set<FaultKind> kinds) {
        List<List<Step>> steps = new ArrayList<>();
        for (int i = 0; i < clients; i++)
            steps.add(steps(seeded(seed, i + 1), duration, kinds.contains(FaultKind.CUT)));
        return new Plan(
                seed,
                duration,
                steps,
                warden(seeded(seed, 1_000), duration, kinds.contains(FaultKind.ACCESS)),
                faults(seeded(seed, 2_000), duration, kinds));
    }

    /// A source of its own for each part, so that more clients leave the others' steps as they were.
    private static Random seeded(long seed, int part) {
        return new Random(seed * 1_000_003 + part);
    }

    private static List<Step> steps(Random random, Duration duration, boolean cuts) {
        List<Step> steps = new ArrayList<>();
        for (long at = 0; at < duration.toMillis(); ) {
            Step step = new Step(random.nextInt(2 * PAUSE_MILLIS), kind(random), random.nextInt(Integer.MAX_VALUE));
            at += step.pauseMillis() + 1L;
            if (cuts || !step.kind().cuts()) steps.add(step);
        }
        return steps;
    }

    private static Step.Kind kind(Random random) {
        int all = 0;
        for (Step.Kind kind : Step.Kind.values()) all += kind.weight();
        int drawn = random.nextInt(all);
        for (Step.Kind kind : Step.Kind.values()) {
            drawn -= kind.weight();
            if (drawn < 0) return kind;
        }
        throw new IllegalStateException("weights do not add up");
    }

    private static List<WardenStep> warden(Random random, Duration duration, boolean access) {
        List<WardenStep> steps = new ArrayList<>();
        WardenStep.Kind[] kinds = WardenStep.Kind.values();
        for (long at = 0; at < duration.toMillis(); ) {
            WardenStep step = new WardenStep(
                    random.nextInt(2 * WARDEN_PAUSE_MILLIS),
                    kinds[random.nextInt(kinds.length)],
                    random.nextInt(Integer.MAX_VALUE));
            at += step.pauseMillis() + 1L;
            if (access || step.kind() == WardenStep.Kind.MODERATE) steps.add(step);
        }
        return steps;
    }

    private static List<PlannedFault> faults(Random random, Duration duration, Set<FaultKind> kinds) {
        List<FaultKind> drawn = new ArrayList<>();
        long rounds = Math.max(1, duration.toSeconds() / SECONDS_FOR_ONE_OF_EACH);
        for (FaultKind kind : List.of(FaultKind.KILL, FaultKind.STOP, FaultKind.FREEZE))
            if (kinds.contains(kind)) for (int i = 0; i < rounds; i++) drawn.add(kind);
        Collections.shuffle(drawn, random);
        List<PlannedFault> faults = new ArrayList<>();
        double slot = duration.toMillis() * 0.9 / Math.max(1, drawn.size());
        for (int i = 0; i < drawn.size(); i++) {
            long at = (long) (duration.toMillis() * 0.1 + slot * (i + random.nextDouble() / 2));
            int millis = drawn.get(i) == FaultKind.FREEZE ? 100 + random.nextInt(FREEZE_MILLIS_MAX - 100) : 0;
            faults.add(new PlannedFault(at, drawn.get(i), millis));
        }
        return faults;
    }

    /// Steps of clients and owner together.
    public int steps() {
        return clients.stream().mapToInt(List::size).sum() + warden.size();
    }

    /// How often a kind of fault is planned.
    public long count(FaultKind kind) {
        return switch (kind) {
            case CUT ->
                clients.stream()
                        .flatMap(List::stream)
                        .filter(step -> step.kind().cuts())
                        .count();
            case ACCESS ->
                warden.stream()
                        .filter(step -> step.kind() != WardenStep.Kind.MODERATE)
                        .count();
            case KILL, STOP, FREEZE ->
                faults.stream().filter(fault -> fault.kind() == kind).count();
        };
    }
}
