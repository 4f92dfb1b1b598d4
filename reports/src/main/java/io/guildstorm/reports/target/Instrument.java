package io.guildstorm.reports.target;

import static io.guildstorm.reports.record.Reason.Code.CLOCK_STEPPED;
import static io.guildstorm.reports.record.Reason.Code.FLOOR_NOISY;
import static io.guildstorm.reports.record.Reason.Code.FLOOR_NOT_MEASURABLE;
import static io.guildstorm.reports.record.Reason.Code.GENERATOR_LATE;
import static io.guildstorm.reports.record.Reason.Code.INSTRUMENT_FAILED;
import static io.guildstorm.reports.record.Reason.Code.INTERRUPTED;
import static io.guildstorm.reports.record.Reason.Code.LOAD_STARVED;
import static io.guildstorm.reports.record.Reason.Code.MACHINE_DISTURBED;

import io.guildstorm.reports.record.Cost;
import io.guildstorm.reports.record.Disturbance;
import io.guildstorm.reports.record.Load;
import io.guildstorm.reports.record.Machine;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// Whether the instrument could do its job, and what disturbed it.
final class Instrument {
    private static final double LATE_MS = 10;
    private static final double STARTED_SHARE = 0.99;
    private static final double BUSY_SHARE = 0.8;
    private static final double FOREIGN_SHARE = 0.1;
    private static final double STEAL_SHARE = 0.05;
    private static final double FLOOR_SPREAD_SHARE = 0.1;

    private final RunRecord record;
    private final Observations seen;
    private final double lateLimitMs;
    private final boolean times;

    /// @param targets the tightest sets how late an instrument may be: a tenth of it, and 10 ms at least; where there
    /// is
    ///                none no time is judged, and an instrument that was late could still count
    Instrument(RunRecord record, List<LatencyTarget> targets, Observations seen) {
        this.record = record;
        this.seen = seen;
        times = !targets.isEmpty();
        lateLimitMs = lateLimitMs(targets.stream().mapToDouble(LatencyTarget::limitMs));
    }

    static double lateLimitMs(DoubleStream limitsMs) {
        return Math.max(LATE_MS, limitsMs.min().orElse(0) / 10);
    }

    /// Why nothing can be judged; empty: everything can.
    List<Reason> failures() {
        List<Reason> failures = new ArrayList<>();
        if (seen.interrupted()) failures.add(reason(INTERRUPTED, null, "interrupted before the end"));
        Observations.Failure failed = seen.instrument();
        if (failed != null) {
            Reason.Evidence said =
                    failed.said().isEmpty() ? null : new Reason.Evidence(null, null, null, failed.said());
            failures.add(new Reason(INSTRUMENT_FAILED, null, failed.what(), said));
        }
        if (seen.clockStepped()) failures.add(reason(CLOCK_STEPPED, null, "the clock was stepped during the run"));
        if (seen.floorFailed()) {
            failures.add(reason(FLOOR_NOT_MEASURABLE, "machine.bare_send_us", "the floor could not be measured"));
        }
        Load load = record.load();
        if (load != null) starved(load, failures);
        if (times) late(load, failures);
        return failures;
    }

    /// What is late spoils times, and nothing else.
    private void late(@Nullable Load load, List<Reason> failures) {
        if (load != null) lags(load, failures);
        Double busy = seen.busyMax5s();
        if (busy != null && busy > BUSY_SHARE) {
            String text = "a loop of the swarm was busy %s of 5 s (limit %s)"
                    .formatted(Figures.percent(busy), Figures.percent(BUSY_SHARE));
            failures.add(reason(LOAD_STARVED, null, text));
        }
    }

    private void lags(Load load, List<Reason> failures) {
        Double generator = load.generatorLag().p99Ms();
        if (generator != null && generator > lateLimitMs) {
            String text = "the load generator was late by %s at p99 (limit %s), so its delay is in every figure"
                    .formatted(Figures.ms(generator, lateLimitMs), Figures.ms(lateLimitMs));
            failures.add(reason(GENERATOR_LATE, "load.generator_lag.p99_ms", text));
        }
        Double swarm = load.instrumentLag().p99Ms();
        if (swarm != null && swarm > lateLimitMs) {
            String text = "the swarm's loops were late by %s at p99 (limit %s), so their delay is in every figure"
                    .formatted(Figures.ms(swarm, lateLimitMs), Figures.ms(lateLimitMs));
            failures.add(reason(LOAD_STARVED, "load.instrument_lag.p99_ms", text));
        }
    }

    private static void starved(Load load, List<Reason> failures) {
        Long intended = load.intended();
        Long started = load.started();
        if (intended == null || started == null || intended == 0) return;
        if (started < STARTED_SHARE * intended) {
            String text = "only %s of %s intended sends were started (at least %s)"
                    .formatted(Figures.count(started), Figures.count(intended), Figures.percent(STARTED_SHARE));
            failures.add(reason(LOAD_STARVED, "load.started", text));
        }
    }

    /// What is said and judged by nobody.
    List<Reason> marks() {
        List<Reason> marks = new ArrayList<>();
        List<String> disturbed = disturbances();
        if (!disturbed.isEmpty()) {
            marks.add(reason(MACHINE_DISTURBED, "disturbance", String.join("; ", disturbed)));
        }
        Machine machine = record.machine();
        if (machine != null && machine.bareSendUs() != null && machine.bareSendSpreadUs() != null) {
            double spread = machine.bareSendSpreadUs() / machine.bareSendUs();
            if (spread > FLOOR_SPREAD_SHARE) {
                String text = "the bare socket write varied by %s between its windows (limit %s)"
                        .formatted(Figures.percent(spread), Figures.percent(FLOOR_SPREAD_SHARE));
                marks.add(reason(FLOOR_NOISY, "machine.bare_send_spread_us", text));
            }
        }
        return marks;
    }

    private List<String> disturbances() {
        List<String> found = new ArrayList<>();
        if (!seen.otherRuns().isEmpty()) {
            found.add("another run was on this machine meanwhile: " + String.join(", ", seen.otherRuns()));
        }
        Double foreign = foreignShare();
        if (foreign != null && foreign > FOREIGN_SHARE) {
            found.add("other processes used " + Figures.percent(foreign) + " of the CPU time that was used at all");
        }
        Disturbance disturbance = record.disturbance();
        if (disturbance == null) return found;
        Double steal = disturbance.stealShare();
        if (steal != null && steal > STEAL_SHARE) {
            found.add("the hypervisor took " + Figures.percent(steal) + " of the CPU time");
        }
        Double hiccup = disturbance.hiccupP99Ms();
        if (hiccup != null && hiccup > lateLimitMs) {
            found.add("idle threads woke late by " + Figures.ms(hiccup) + " at p99");
        }
        if (Boolean.TRUE.equals(disturbance.throttled())) found.add("the control group throttled the run");
        return found;
    }

    /// Of all busy CPU time, what belongs to none of our processes; where the parts are unknown, of the whole machine.
    private @Nullable Double foreignShare() {
        Cost cost = record.cost();
        if (cost != null && cost.unattributedCpuS() != null && cost.serverCpuS() != null && cost.loadCpuS() != null) {
            double ours = cost.serverCpuS() + cost.loadCpuS() + orZero(cost.storeCpuS()) + orZero(cost.cliCpuS());
            double busy = ours + cost.unattributedCpuS();
            return busy == 0 ? null : (Double) (cost.unattributedCpuS() / busy);
        }
        return record.disturbance() == null ? null : record.disturbance().foreignCpuShare();
    }

    private static double orZero(@Nullable Double value) {
        return value == null ? 0 : value;
    }

    private static Reason reason(Reason.Code code, @Nullable String metric, String text) {
        return new Reason(code, metric, text, null);
    }
}
