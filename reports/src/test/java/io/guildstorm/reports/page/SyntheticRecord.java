package io.guildstorm.reports.page;

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
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.SessionFairness;
import io.guildstorm.reports.record.Sessions;
import io.guildstorm.reports.record.Stages;
import io.guildstorm.reports.record.TargetResult;
import io.guildstorm.reports.record.Tool;
import io.guildstorm.reports.record.Verdict;
import io.guildstorm.reports.series.Hlogs;
import io.guildstorm.reports.series.LatencyQuantiles;
import io.guildstorm.reports.series.SessionRow;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The record to a [SyntheticRun]: delivery from its files, the rest plausible.
record SyntheticRecord(boolean stall) {
    private static final long DELIVERIES = (long) SyntheticRun.MESSAGES * SyntheticRun.SESSIONS;

    RunRecord of(RunFolder folder) throws IOException {
        Quantiles delivery =
                LatencyQuantiles.of(Hlogs.intervals(folder.hlogs("delivery")), (long) SyntheticRun.MESSAGES, 42);
        double p99 = delivery.p99Ms() == null ? 0 : delivery.p99Ms();
        return RunRecord.of("hot-channel")
                .started(Instant.parse("2026-11-24T10:00:00Z"))
                .warmupS(10.0)
                .durationS((double) SyntheticRun.SECONDS)
                .headline(
                        "2,000 people read one channel: %.1f ms at p99 for 1,200,000 deliveries, none lost; 1.31 × the price of the bare socket write, 2 cores."
                                .formatted(p99))
                .verdict(stall ? Verdict.FAIL : Verdict.PASS)
                .reasons(stall ? List.of(missed(p99)) : List.of())
                .command("guildstorm run hot-channel --sessions 2000 --set relay.size=1000")
                .seed(42L)
                .tool(new Tool("0.1.0", new Tool.Git("119898a0c3d5e7f9b1a2c4d6e8f0a1b2c3d4e5f6", false)))
                .machine(machine())
                .disturbance(new Disturbance(0.4, 3.0, 0.0, 0.01, false))
                .settings(settings())
                .load(load())
                .guild(new Guild(2000L, 2000L, 2L))
                .sessions(Sessions.real(SyntheticRun.SESSIONS))
                .audit(new Audit(DELIVERIES, DELIVERIES, 0, 0, 0, 0, 0, 0, 0, 0))
                .latency(latency(delivery, SessionRow.fairness(SessionRow.read(folder))))
                .cost(cost())
                .headroom(headroom())
                .targets(List.of(target("discord", 100, p99), target("slack", 500, p99)))
                .build();
    }

    private static Reason missed(double p99) {
        return new Reason(
                Reason.Code.TARGET_MISSED,
                "latency.delivery.p99_ms",
                "discord: p99 %.0f ms, limit 100 ms".formatted(p99),
                new Reason.Evidence(
                        "second 17 only; outside it p99 is 5 ms",
                        "GC pause of 180 ms in second 17 (server, G1, heap 512 MiB)",
                        "--set jvm.gc=zgc",
                        List.of()));
    }

    private static TargetResult target(String name, double limit, double p99) {
        return new TargetResult(
                name, "latency.delivery.p99_ms", limit, p99, p99 <= limit, "guide: message delivery target");
    }

    private static Machine machine() {
        return new Machine(
                "Intel(R) Xeon(R) Processor @ 2.90GHz",
                2,
                25_165_824_000L,
                "6.1.0-28-amd64",
                "25.0.1+8-LTS",
                Map.of("server", List.of("-Xmx512m", "-XX:+UseG1GC")),
                Map.of("server", 5),
                20_000L,
                "io_uring",
                "loopback",
                true,
                3.9,
                0.1,
                1.3,
                new Machine.Clock("one monotonic clock", 0.0));
    }

    private static Map<String, @Nullable Object> settings() {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings.put("fanout", "relay");
        settings.put("relay.size", 1000);
        settings.put("store", "rocksdb");
        settings.put("access.send-limit", "off");
        settings.put("jvm.gc", "g1");
        return settings;
    }

    private static Load load() {
        return new Load(
                "open",
                20.0,
                "10/5s",
                600L,
                600L,
                600L,
                0L,
                5.0,
                new Lag(0.8, 3.0),
                new Lag(0.3, 2.0),
                new Lag(4.0, 9.0));
    }

    private static Latency latency(Quantiles delivery, @Nullable SessionFairness fairness) {
        return new Latency(
                delivery,
                null,
                null,
                quantiles(60, 1.4, 3.0, null),
                quantiles(30, 1.3, 2.9, null),
                quantiles(300, 0.9, 2.2, 4.1),
                quantiles(600, 1.2, 2.2, 4.2),
                quantiles(600, 1.6, 2.9, 5.0),
                quantiles(600, 4.1, 6.0, 11.0),
                quantiles(600, 2.5, 3.3, 6.2),
                new Stages(
                        quantiles(600, 0.4, 0.7, 1.4),
                        quantiles(600, 0.5, 0.9, 1.9),
                        quantiles(600, 1.2, 2.2, 4.2),
                        quantiles(600, 1.3, 2.4, 4.4),
                        quantiles(600, 1.6, 2.9, 5.0),
                        quantiles(600, 4.1, 6.0, 11.0)),
                fairness,
                null,
                null,
                null);
    }

    private static Quantiles quantiles(long count, double p50, double p90, @Nullable Double p99) {
        Interval ci = p99 == null ? null : new Interval(p99 * 0.94, p99 * 1.08);
        return new Quantiles(
                count, count, p50, p90, p99, ci, null, p90 * 2.6, p50 * 1.1, p99 == null ? List.of() : List.of("p99"));
    }

    private static Cost cost() {
        return new Cost(6.12, 7.9, 0.0, 0.2, 0.3, 196_078.0, 5.1, 1.31, 421_527_552L, 18_432.0, 471.0, 16.2, 12.4, 2.9);
    }

    private static Headroom headroom() {
        long[] at = {2000, 3000, 4000, 5000, 6000, 7000, 7500, 8000};
        double[] p99 = {9.2, 11, 13, 18, 26, 44, 71, 190};
        List<Headroom.Step> steps = new java.util.ArrayList<>();
        for (int i = 0; i < at.length; i++) {
            steps.add(new Headroom.Step(at[i], p99[i], 0.12 + 0.06 * i, 0.1 + 0.047 * i, 0.1 * (i + 1)));
        }
        return new Headroom("online", 7500L, 8000L, "machine", 0.54, 0.43, steps);
    }
}
