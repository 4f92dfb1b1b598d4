package io.guildstorm.scenarios.run.hot;

import io.guildstorm.reports.record.Headroom;
import io.guildstorm.scenarios.run.machine.Sampler.Used;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was used in each tenth of a second of one step of the ramp. A burst fills the cores for some tenths, and the
/// mean
/// of the step would hide it.
/// @param all in their order, at least one
record RampMoments(List<Used> all) {
    private static final double FULL = 0.9;
    private static final String SERVER = "server";
    private static final String[] LOAD = {"swarm", "gatling"};

    RampMoments {
        all = List.copyOf(all);
    }

    /// Whether server and load had all cores in the busiest moment; unknown counts as no.
    boolean full() {
        return busy(busiest()) >= FULL;
    }

    @Nullable
    Double serverShare() {
        return part(SERVER);
    }

    @Nullable
    Double loadShare() {
        return part(LOAD);
    }

    Headroom.Step step(long online, @Nullable Double p99Ms) {
        double fullS = all.stream()
                .filter(used -> busy(used) >= FULL)
                .mapToDouble(Used::seconds)
                .sum();
        return new Headroom.Step(
                online, p99Ms, serverShare(), loadShare(), busiest().busySeconds() == null ? null : (Double) fullS);
    }

    private Used busiest() {
        return all.stream().max(Comparator.comparingDouble(RampMoments::busy)).orElseThrow();
    }

    private static double busy(Used used) {
        Double share = used.share(used.busySeconds());
        return share == null ? 0 : share;
    }

    /// While the cores were full; if they never were, in the busiest moment. Clocks of CPU tick every 10 ms, so in a
    /// tenth of a second the parts can come to more than the whole: then they are cut to it.
    private @Nullable Double part(String... processes) {
        List<Used> meant =
                full() ? all.stream().filter(used -> busy(used) >= FULL).toList() : List.of(busiest());
        Double part = sum(meant, processes);
        Double server = sum(meant, SERVER);
        Double load = sum(meant, LOAD);
        if (part == null || server == null || load == null) return part;
        return part / Math.max(1, server + load);
    }

    /// Share of the whole machine; null: one of them could not be read.
    private static @Nullable Double sum(List<Used> moments, String... processes) {
        double share = 0;
        double seconds = 0;
        for (Used used : moments) {
            Double each = used.share(used.of(processes));
            if (each == null) return null;
            share += each * used.seconds();
            seconds += used.seconds();
        }
        return share / seconds;
    }
}
