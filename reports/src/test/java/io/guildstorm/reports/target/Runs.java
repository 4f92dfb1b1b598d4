package io.guildstorm.reports.target;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Cost;
import io.guildstorm.reports.record.Disturbance;
import io.guildstorm.reports.record.Guild;
import io.guildstorm.reports.record.Headroom;
import io.guildstorm.reports.record.Interval;
import io.guildstorm.reports.record.Lag;
import io.guildstorm.reports.record.Latency;
import io.guildstorm.reports.record.Load;
import io.guildstorm.reports.record.Machine;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Sessions;
import io.guildstorm.reports.series.SecondRow;
import io.guildstorm.reports.series.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Runs to judge. The figures are invented.
public final class Runs {
    private Runs() {}

    /// A hot channel in which everything went well.
    public static RunRecord good() {
        return RunRecord.of("hot-channel")
                .durationS(30.0)
                .command("guildstorm run hot-channel --sessions 2000")
                .seed(42L)
                .machine(new Machine.Draft()
                        .cores(2)
                        .cpuModel("Xeon")
                        .transport("epoll")
                        .network("loopback")
                        .bareSendUs(3.9)
                        .bareSendSpreadUs(0.1)
                        .build())
                .disturbance(new Disturbance(0.4, 3.0, 0.0, 0.01, false))
                .settings(Map.of("jvm.gc", "g1"))
                .load(new Load.Draft()
                        .ratePerS(20.0)
                        .intended(600L)
                        .started(600L)
                        .acknowledged(600L)
                        .failed(0L)
                        .generatorLag(new Lag(0.8, 3.0))
                        .instrumentLag(new Lag(0.3, 2.0))
                        .build())
                .guild(new Guild(2_000L, 2_000L, 2L))
                .sessions(Sessions.real(2_000))
                .audit(new Audit(1_200_000, 1_200_000, 0, 0, 0, 0, 0, 0, 0, 0))
                .latency(latency(9.2))
                .cost(new Cost.Draft()
                        .serverCpuS(6.1)
                        .loadCpuS(7.9)
                        .unattributedCpuS(0.3)
                        .serverCpuUsPerDelivery(5.1)
                        .relativeToBareSend(1.3)
                        .build())
                .headroom(new Headroom("online", 7_500L, 8_000L, "machine", 0.54, 0.43, List.of()))
                .build();
    }

    public static Latency latency(@Nullable Double p99Ms) {
        Interval ci = p99Ms == null ? null : new Interval(Math.floor(p99Ms * 9.5) / 10, Math.ceil(p99Ms * 10.8) / 10);
        Quantiles delivery = new Quantiles(1_200_000, 600L, 3.1, 5.0, p99Ms, ci, null, 21.0, 3.4, List.of());
        return new Latency(
                delivery, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    public static RunRecord with(UnaryOperator<RunRecord.Draft> change) {
        return change.apply(good().draft()).build();
    }

    public static RunRecord withP99(@Nullable Double p99Ms) {
        return with(draft -> draft.latency(latency(p99Ms)));
    }

    public static RunRecord judged(RunRecord record) {
        return Verdicts.judge(record, LatencyTarget.builtIn(), Observations.NONE);
    }

    /// Thirty seconds at 12 ms, and 143 ms in those given.
    public static Series series(UnaryOperator<SecondRow> atBad, int... bad) {
        List<SecondRow> rows = new ArrayList<>();
        for (int second = 0; second < 30; second++) {
            boolean isBad = false;
            for (int one : bad) isBad |= one == second;
            SecondRow row =
                    row(second, isBad ? 143 : 12, Map.of("server", 0.4, "swarm-0", 0.5), 4.0, 1.0, 0.0, Map.of());
            rows.add(isBad ? atBad.apply(row) : row);
        }
        return new Series(rows);
    }

    public static SecondRow row(
            int second,
            double p99Ms,
            Map<String, Double> cpu,
            double gc,
            double hiccup,
            double steal,
            Map<String, Double> queues) {
        return new SecondRow(second, 20L, 20L, 20L, 40_000L, 3.0, p99Ms, p99Ms + 1, cpu, gc, hiccup, steal, queues);
    }
}
