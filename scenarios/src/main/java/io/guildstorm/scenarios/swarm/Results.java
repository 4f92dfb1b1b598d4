package io.guildstorm.scenarios.swarm;

import io.guildstorm.scenarios.check.AuditReport;
import io.guildstorm.scenarios.check.SentLog;
import io.guildstorm.scenarios.client.WireCounters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Puts together what all loops measured: the files, and the `result` event.
///
/// **Owner:** the control thread; it takes each loop's state by one task on that loop.
final class Results {
    private static final int WORST = 10;

    /// A row of `sessions.csv`, but for its faults.
    record SessionRow(
            int session,
            long readyNanos,
            long leftNanos,
            int closeCode,
            int received,
            @Nullable Double p99Ms,
            int loop) {}

    private final SwarmConfig config;
    private final List<SwarmLoop> loops;
    private final @Nullable JudgedWindow judged;
    private final LoopShares shares;

    Results(SwarmConfig config, List<SwarmLoop> loops, @Nullable JudgedWindow judged, LoopShares shares) {
        this.config = config;
        this.loops = loops;
        this.judged = judged;
        this.shares = shares;
    }

    /// @param typing null: nobody asked for it
    SwarmEvent.Result judge(
            SentLog log,
            SwarmCommand.Finish asked,
            Map<Integer, Integer> closedByCode,
            SwarmEvent.@Nullable Typing typing)
            throws IOException {
        List<SessionRow> sessions = new ArrayList<>();
        List<SwarmSession> taken = new ArrayList<>();
        List<AuditReport> reports = new ArrayList<>();
        var arrivals = new TreeMap<Integer, Arrival.Row>();
        for (int i = 0; i < loops.size(); i++) {
            SwarmLoop loop = loops.get(i);
            int number = i;
            sessions.addAll(loop.call(() -> rows(loop, number))); // before judging, which settles odd ones
            taken.addAll(loop.call(loop::taken));
            reports.add(loop.call(() -> loop.judge(log, asked.interrupted())));
            loop.call(() -> loop.figures().arrivals())
                    .forEach(row -> arrivals.merge(row.number(), row, Arrival.Row::with));
        }
        sessions.sort(Comparator.comparingInt(SessionRow::session));
        var report = AuditReport.over(reports);
        var files = new ResultFiles(config.out(), config.name());
        files.sessions(sessions, report.faults());
        files.arrivals(arrivals.values());
        Histogram all = judged == null ? Delays.histogram() : judged.all();
        files.arrivalHistogram(all);
        for (SwarmCommand.Phase phase : asked.phases()) phase(phase);
        if (judged != null) files.seconds(judged.seconds(), judged.heat());
        return result(report, fairness(sessions), taken(taken), typing, closedByCode);
    }

    private void phase(SwarmCommand.Phase phase) throws IOException {
        Histogram sum = Delays.histogram();
        for (SwarmLoop loop : loops) {
            sum.add(loop.call(() -> loop.figures().delaysBetween(phase.fromNs(), phase.toNs())));
        }
        OneHistogram.write(config.out(), "delivery_" + phase.name(), config.name(), sum);
    }

    private static SwarmEvent.Taken taken(List<SwarmSession> sessions) {
        List<Double> late = sessions.stream()
                .mapToLong(SwarmSession::lateNanos)
                .filter(nanos -> nanos > 0)
                .sorted()
                .mapToObj(nanos -> nanos / 1e6)
                .toList();
        long told = sessions.stream()
                .filter(session -> session.audit().toldRevoked())
                .count();
        return new SwarmEvent.Taken(sessions.size(), (int) told, late);
    }

    private SwarmEvent.Result result(
            AuditReport report,
            SwarmEvent.SessionP99 fairness,
            SwarmEvent.Taken taken,
            SwarmEvent.@Nullable Typing typing,
            Map<Integer, Integer> closedByCode) {
        return new SwarmEvent.Result(
                report.counts(),
                report.examples(),
                fairness,
                taken,
                passive(),
                typing,
                closedByCode,
                payloadMedian(),
                sum(WireCounters::bytes),
                wireBytesPerDelivery(),
                judged == null ? null : lag(judged.lag()),
                judged == null ? null : lag(judged.readWait()),
                shares.busiestFiveSeconds(),
                judged == null ? null : judged.cpuMicrosPerDelivery(),
                sum(WireCounters::sequenceBreaks),
                sum(WireCounters::unansweredHeartbeats));
    }

    private SwarmEvent.Passive passive() {
        int passive = 0;
        int all = 0;
        for (SwarmLoop loop : loops) {
            all += loop.call(() -> loop.sessions().size());
            passive += loop.call(() -> (int)
                    loop.sessions().stream().filter(SwarmSession::isPassive).count());
        }
        return new SwarmEvent.Passive(
                passive, all, sum(WireCounters::passiveUpdates), sum(WireCounters::passiveUpdateBytes));
    }

    private static SwarmEvent.@Nullable Lag lag(Histogram of) {
        if (of.getTotalCount() == 0) return null;
        return new SwarmEvent.Lag(of.getValueAtPercentile(99) / 1e6, of.getMaxValue() / 1e6);
    }

    private @Nullable Integer payloadMedian() {
        List<Integer> lengths = new ArrayList<>();
        for (SwarmLoop loop : loops)
            lengths.addAll(loop.call(() -> loop.figures().payloadLengths()));
        if (lengths.isEmpty()) return null;
        lengths.sort(Comparator.naturalOrder());
        return lengths.get(lengths.size() / 2);
    }

    private @Nullable Double wireBytesPerDelivery() {
        long frames = figures(LoopFigures::judgedFrames);
        return frames == 0 ? null : (Double) ((double) figures(LoopFigures::judgedFrameBytes) / frames);
    }

    private long figures(ToLongFunction<LoopFigures> figure) {
        return loops.stream()
                .mapToLong(loop -> loop.call(() -> figure.applyAsLong(loop.figures())))
                .sum();
    }

    private long sum(ToLongFunction<WireCounters> counter) {
        return loops.stream()
                .mapToLong(loop ->
                        loop.call(() -> counter.applyAsLong(loop.context().counters())))
                .sum();
    }

    private static List<SessionRow> rows(SwarmLoop loop, int number) {
        return loop.sessions().stream()
                .map(session -> {
                    var audit = session.audit();
                    var delays = session.delays();
                    return new SessionRow(
                            audit.session(),
                            audit.readyNanos(),
                            audit.leftNanos(),
                            audit.closeCode(),
                            audit.receivedCount(),
                            delays.total() == 0 ? null : delays.quantileMillis(0.99),
                            number);
                })
                .toList();
    }

    private static SwarmEvent.SessionP99 fairness(List<SessionRow> sessions) {
        List<SwarmEvent.Worst> slowest = new ArrayList<>();
        for (SessionRow row : sessions) {
            Double p99 = row.p99Ms();
            if (p99 != null) slowest.add(new SwarmEvent.Worst(row.session(), row.loop(), p99));
        }
        if (slowest.isEmpty()) return new SwarmEvent.SessionP99(null, null, null, List.of());
        slowest.sort(Comparator.comparingDouble(SwarmEvent.Worst::p99Ms).reversed());
        return new SwarmEvent.SessionP99(
                slowest.get(slowest.size() / 2).p99Ms(),
                slowest.get(slowest.size() / 100).p99Ms(),
                slowest.getFirst().p99Ms(),
                List.copyOf(slowest.subList(0, Math.min(WORST, slowest.size()))));
    }
}
