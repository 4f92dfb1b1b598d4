package io.guildstorm.scenarios.run.hot;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Cost;
import io.guildstorm.reports.record.Disturbance;
import io.guildstorm.reports.record.Guild;
import io.guildstorm.reports.record.Headroom;
import io.guildstorm.reports.record.Lag;
import io.guildstorm.reports.record.Latency;
import io.guildstorm.reports.record.Load;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Sessions;
import io.guildstorm.reports.series.Hlogs;
import io.guildstorm.reports.series.LatencyQuantiles;
import io.guildstorm.reports.series.MessageTimes;
import io.guildstorm.reports.series.SentRow;
import io.guildstorm.reports.series.SessionRow;
import io.guildstorm.reports.series.Window;
import io.guildstorm.scenarios.check.AuditCounts;
import io.guildstorm.scenarios.run.machine.Sampler.Used;
import io.guildstorm.scenarios.swarm.SwarmEvent;
import io.guildstorm.scenarios.workload.LoadPlan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Turns what was measured, and the files that the processes left, into the figures of the record.
final class HotChannelRecord {
    private final RunFolder folder;
    private final LoadPlan plan;
    private final Measured found;
    private final long seed;
    private final Variation variation;
    private final List<SentRow> sent;
    private final @Nullable MessageTimes times;

    /// @param variation what was done beside the load, and found by it
    HotChannelRecord(RunFolder folder, LoadPlan plan, long seed, Measured found, Variation variation)
            throws IOException {
        this.folder = folder;
        this.plan = plan;
        this.seed = seed;
        this.found = found;
        this.variation = variation;
        sent = SentRow.read(folder.csvs("sent"));
        times = found.window == null ? null : MessageTimes.read(folder, found.window);
    }

    /// The blocks of figures; who ran it, where and with what is put in by the caller.
    RunRecord.Draft figures() throws IOException {
        Latency latency = latency();
        InProcess inProcess = variation.inProcess();
        return RunRecord.of("hot-channel")
                .started(found.started)
                .warmupS(plan.warmup().toMillis() / 1e3)
                .durationS(plan.measure().toMillis() / 1e3)
                .seed(seed)
                .disturbance(disturbance())
                .load(load())
                .guild(new Guild(
                        found.bed == null ? null : (Long) ((long) found.bed.members() + variation.synthetic()),
                        found.online + inProcessSessions(),
                        found.relays))
                .sessions(new Sessions(
                        found.online + variation.newcomers(),
                        inProcessSessions(),
                        found.passive() + passiveInProcess(),
                        closedByCode()))
                .audit(audit())
                .auditInProcess(inProcess == null ? null : inProcess.audit())
                .latency(latency)
                .cost(cost(latency.delivery()))
                .headroom(headroom(latency.delivery()));
    }

    private long inProcessSessions() {
        InProcess inProcess = variation.inProcess();
        return inProcess == null ? 0 : inProcess.sessions();
    }

    private long passiveInProcess() {
        InProcess inProcess = variation.inProcess();
        return inProcess == null ? 0 : inProcess.passive();
    }

    private Map<String, Long> closedByCode() {
        Map<String, Long> closed = new TreeMap<>();
        for (SwarmEvent.Result result : found.swarm)
            result.closedByCode().forEach((code, count) -> closed.merge(code.toString(), (long) count, Long::sum));
        return closed;
    }

    /// The judged part is the ramp's lowest step, and its p99 is known only now.
    private @Nullable Headroom headroom(@Nullable Quantiles delivery) {
        Headroom ramp = found.headroom;
        if (ramp == null || ramp.metUpTo() != null || delivery == null) return ramp;
        Double p99 = delivery.p99Ms();
        if (p99 == null || p99 >= found.tightestMs) return ramp;
        return new Headroom(
                ramp.axis(),
                (long) found.online,
                ramp.missedAt(),
                ramp.gaveWay(),
                ramp.serverCpuShare(),
                ramp.loadCpuShare(),
                ramp.steps());
    }

    private @Nullable Audit audit() {
        if (found.swarm.isEmpty()) return null;
        AuditCounts sum =
                found.swarm.stream().map(SwarmEvent.Result::audit).reduce(AuditCounts.NONE, AuditCounts::plus);
        return new Audit(
                        sum.expected(),
                        sum.delivered(),
                        sum.lost(),
                        sum.duplicated(),
                        sum.reordered(),
                        sum.corrupted(),
                        sum.stale(),
                        sum.afterDelete(),
                        sum.leaked(),
                        sum.inFlight())
                .plus(variation.audit());
    }

    private Latency latency() throws IOException {
        Long messages = times == null ? null : (Long) times.messages();
        return new Latency(
                quantiles("delivery", messages),
                quantiles("delivery_in_process", messages),
                quantiles("delivery_storm", null),
                quantiles("update", null),
                quantiles("delete", null),
                quantiles("history", null),
                quantiles("send_ack", null),
                times == null ? null : times.firstRecipient(),
                times == null ? null : times.lastRecipient(),
                times == null ? null : times.spread(),
                times == null ? null : times.stages(),
                SessionRow.fairness(SessionRow.read(folder)),
                null,
                null,
                null);
    }

    /// Null: nothing of it was recorded.
    private @Nullable Quantiles quantiles(String metric, @Nullable Long messages) throws IOException {
        List<Histogram> intervals = Hlogs.intervals(folder.hlogs(metric));
        if (intervals.stream().allMatch(interval -> interval.getTotalCount() == 0)) return null;
        return LatencyQuantiles.of(intervals, messages, seed);
    }

    private Load load() {
        Window window = found.window;
        LongPredicate judged = window == null ? _ -> false : window::contains;
        List<SentRow> rows =
                sent.stream().filter(row -> judged.test(row.intendedNs())).toList();
        long started = rows.stream().filter(row -> row.startedNs() != null).count();
        long acknowledged = rows.stream().filter(SentRow::acknowledged).count();
        return new Load.Draft()
                .ratePerS(plan.ratePerSecond())
                .burst(plan.burst().toString())
                .intended(found.intended)
                .started(started)
                .acknowledged(acknowledged)
                .failed(started - acknowledged)
                .drainS(found.drainedSeconds)
                .generatorLag(generatorLag(rows))
                .instrumentLag(worst(SwarmEvent.Result::instrumentLag))
                .readWait(worst(SwarmEvent.Result::readWait))
                .build();
    }

    private static Lag generatorLag(List<SentRow> rows) {
        Histogram late = Hlogs.empty();
        for (SentRow row : rows) {
            Long started = row.startedNs();
            if (started == null) continue;
            late.recordValue(Math.clamp(started - row.intendedNs(), 0, late.getHighestTrackableValue()));
        }
        if (late.getTotalCount() == 0) return Lag.UNKNOWN;
        return new Lag(late.getValueAtPercentile(99) / 1e6, late.getMaxValue() / 1e6);
    }

    /// Of all swarms that know it.
    private Lag worst(Function<SwarmEvent.Result, SwarmEvent.@Nullable Lag> lag) {
        return found.swarm.stream()
                .flatMap(result -> Stream.ofNullable(lag.apply(result)))
                .reduce((a, b) -> new SwarmEvent.Lag(Math.max(a.p99Ms(), b.p99Ms()), Math.max(a.maxMs(), b.maxMs())))
                .map(one -> new Lag(one.p99Ms(), one.maxMs()))
                .orElse(Lag.UNKNOWN);
    }

    private Disturbance disturbance() {
        Used used = found.used;
        Histogram hiccups = found.hiccups;
        boolean woke = hiccups != null && hiccups.getTotalCount() > 0;
        return new Disturbance(
                woke ? (Double) (Objects.requireNonNull(hiccups).getValueAtPercentile(99) / 1e6) : null,
                woke ? (Double) (Objects.requireNonNull(hiccups).getMaxValue() / 1e6) : null,
                used == null ? null : used.stealShare(),
                used == null ? null : used.share(used.unattributed()),
                used == null ? null : used.throttled());
    }

    private Cost cost(@Nullable Quantiles delivery) {
        Used used = found.used;
        Cost.Draft cost = new Cost.Draft();
        cost.serverRssBytes(found.serverRssMost)
                .bytesPerSession(bytesPerSession())
                .wireBytesPerDelivery(wireBytes());
        pauses(cost);
        if (used == null) return cost.build();
        Double server = used.of("server");
        cost.serverCpuS(server)
                .loadCpuS(used.of("gatling", "swarm"))
                .storeCpuS(0.0)
                .cliCpuS(used.of("cli"))
                .unattributedCpuS(used.unattributed());
        if (server == null || server <= 0 || delivery == null || delivery.count() == 0) return cost.build();
        // the server's CPU is not that of judged deliveries alone
        if (inProcessSessions() > 0 || variation.newcomers() > 0 || !variation.timesAll()) return cost.build();
        double us = server * 1e6 / delivery.count();
        cost.deliveriesPerServerCpuS(delivery.count() / server).serverCpuUsPerDelivery(us);
        if (found.floor != null) cost.relativeToBareSend(us / found.floor.us());
        return cost.allocatedBytesPerDelivery(allocated(delivery.count())).build();
    }

    private void pauses(Cost.Draft cost) {
        Window window = found.window;
        if (found.flight == null || window == null) return;
        var pauses = found.flight.pausesIn(window.fromNs(), window.toNs());
        cost.gcPauseTotalMs(pauses.stream().mapToDouble(pause -> pause.millis()).sum())
                .gcPauseMaxMs(pauses.stream()
                        .mapToDouble(pause -> pause.millis())
                        .max()
                        .orElse(0));
    }

    private @Nullable Double allocated(long deliveries) {
        Window window = found.window;
        if (found.flight == null || window == null) return null;
        Long bytes = found.flight.allocatedBetween(window.fromNs(), window.toNs());
        return bytes == null ? null : (Double) ((double) bytes / deliveries);
    }

    private @Nullable Double bytesPerSession() {
        if (found.rssBeforeConnect == null || found.rssAfterConnect == null || found.online == 0) return null;
        double grown = (double) found.rssAfterConnect - found.rssBeforeConnect;
        return grown <= 0 ? null : (Double) (grown / found.online);
    }

    private @Nullable Double wireBytes() {
        var known = found.swarm.stream()
                .map(SwarmEvent.Result::wireBytesPerDelivery)
                .filter(Objects::nonNull)
                .mapToDouble(value -> Objects.requireNonNull(value))
                .average();
        return known.isPresent() ? (Double) known.getAsDouble() : null;
    }
}
