package io.guildstorm.scenarios.run.sides;

import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.context.RunEnd;
import io.guildstorm.scenarios.run.context.StoppedException;
import io.guildstorm.scenarios.run.context.Terms;
import io.guildstorm.scenarios.run.hot.HotChannelRun;
import io.guildstorm.scenarios.run.hot.PlayedRound;
import io.guildstorm.scenarios.run.hot.Variation;
import io.guildstorm.scenarios.workload.LoadPlan;
import io.guildstorm.scenarios.workload.Room;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Plays rounds one after the other, each with a server and a load of its own.
///
/// **Owner:** the run's thread.
/// @param <V> what is done in a round
public final class Rounds<V extends Variation> {
    /// Start, connect, end: what a round takes besides its load.
    private static final int BESIDES_SECONDS = 9;

    private final RunContext run;
    private final Function<Design, LoadPlan> plans;
    private final Room room;
    private final Terms terms;
    private final BiFunction<RunContext, Design, V> variations;
    private final List<SideRound<V>> played = new ArrayList<>();
    private @Nullable HotChannelRun current;
    private @Nullable StoppedException stopped;

    /// @param plans of a side's rounds
    /// @param variations what is done in a round, told its context and whose it is
    public Rounds(
            RunContext run,
            Function<Design, LoadPlan> plans,
            Room room,
            Terms terms,
            BiFunction<RunContext, Design, V> variations) {
        this.run = run;
        this.plans = plans;
        this.room = room;
        this.terms = terms;
        this.variations = variations;
    }

    /// About how long they take.
    public static long seconds(int rounds, LoadPlan plan) {
        return rounds * (BESIDES_SECONDS + plan.warmup().plus(plan.measure()).toSeconds());
    }

    /// From the inbox: Ctrl-C, a full disk.
    public void stop(StoppedException why) {
        stopped = why;
        if (current != null) current.stop(why);
    }

    /// @param order the side of each round
    /// @return those that were played: one that could not go on is the last
    public List<SideRound<V>> play(List<Design> order) throws IOException {
        for (int i = 0; i < order.size() && stopped == null; i++) {
            run.screen()
                    .say(String.format(
                            Locale.ROOT,
                            " %d/%d %s",
                            i + 1,
                            order.size(),
                            order.get(i).name()));
            play(order.get(i), i + 1);
        }
        return played;
    }

    private void play(Design design, int number) throws IOException {
        RunFolder folder = RunFolder.at(
                run.folder().path().resolve(String.format(Locale.ROOT, "rounds/%02d-%s", number, design.folder())));
        RunContext round = run.in(folder);
        Map<String, String> settings = new LinkedHashMap<>(terms.settings());
        settings.putAll(design.settings());
        V variation = variations.apply(round, design);
        Instant started = Instant.now();
        current = new HotChannelRun(
                round, plans.apply(design), room, new Terms(terms.switches(), settings, terms.targets()), variation);
        PlayedRound result = current.round();
        current = null;
        variation.close();
        played.add(new SideRound<>(design, started, folder, variation, result));
        if (result.stopped() != null) stopped = result.stopped();
        RunEnd.sweep(folder);
        for (Path unused : List.of(folder.logs(), folder.charts())) Files.deleteIfExists(unused);
    }

    /// Why it did not go on to its end; null: it did.
    public @Nullable StoppedException stopped() {
        return stopped;
    }
}
