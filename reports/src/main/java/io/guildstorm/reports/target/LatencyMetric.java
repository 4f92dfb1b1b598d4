package io.guildstorm.reports.target;

import io.guildstorm.reports.record.Latency;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.SessionFairness;
import io.guildstorm.reports.record.Stages;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A latency in `run.json`, by its dotted path: `latency.delivery.p99_ms`.
public final class LatencyMetric {
    private static final Map<String, Function<Quantiles, @Nullable Double>> QUANTILES = quantiles();
    private static final SequencedMap<String, LatencyMetric> ALL = all();

    /// What the built-in targets are about.
    public static final LatencyMetric DELIVERY_P99 = of("latency.delivery.p99_ms");

    /// What those already there are held to while others sign in.
    public static final LatencyMetric DELIVERY_STORM_P99 = of("latency.delivery_storm.p99_ms");

    /// What a watcher of a status is held to.
    public static final LatencyMetric STALENESS_P99 = of("latency.status_staleness.p99_ms");

    /// How long somebody may be seen who has gone.
    public static final LatencyMetric GHOST_MAX = of("latency.ghost_online.max_ms");

    /// The same of users without sockets.
    public static final LatencyMetric STALENESS_IN_PROCESS_P99 = of("latency.status_staleness_in_process.p99_ms");

    private final String path;
    private final String label;
    private final Function<Latency, @Nullable Double> value;

    private LatencyMetric(String path, String label, Function<Latency, @Nullable Double> value) {
        this.path = path;
        this.label = label;
        this.value = value;
    }

    /// The metric at a path.
    /// @throws IllegalArgumentException with a text for the user
    public static LatencyMetric of(String path) {
        LatencyMetric metric = ALL.get(path);
        if (metric != null) return metric;
        throw new IllegalArgumentException("metric cannot be \"%s\": give a path into run.json, such as %s.%s"
                .formatted(path, "latency.delivery.p99_ms", Nearest.suggestion(path, ALL.keySet())));
    }

    /// `latency.delivery.p99_ms`
    public String path() {
        return path;
    }

    /// `p99`, `last recipient p99`: in a sentence.
    public String label() {
        return label;
    }

    /// Milliseconds; null: not measured, or the sample could not carry it.
    public @Nullable Double of(RunRecord record) {
        return value.apply(record.latency());
    }

    private static SequencedMap<String, LatencyMetric> all() {
        SequencedMap<String, LatencyMetric> all = new LinkedHashMap<>();
        add(all, "delivery", Latency::delivery);
        add(all, "delivery_in_process", Latency::deliveryInProcess);
        add(all, "delivery_storm", Latency::deliveryStorm);
        add(all, "update", Latency::update);
        add(all, "delete", Latency::delete);
        add(all, "history", Latency::history);
        add(all, "send_ack", Latency::sendAck);
        add(all, "first_recipient", Latency::firstRecipient);
        add(all, "last_recipient", Latency::lastRecipient);
        add(all, "spread", Latency::spread);
        add(all, "status_staleness", Latency::statusStaleness);
        add(all, "ghost_online", Latency::ghostOnline);
        add(all, "status_staleness_in_process", Latency::statusStalenessInProcess);
        addStage(all, "received", Stages::received);
        addStage(all, "owner", Stages::owner);
        addStage(all, "durable", Stages::durable);
        addStage(all, "fanout_started", Stages::fanoutStarted);
        addStage(all, "first", Stages::first);
        addStage(all, "last", Stages::last);
        addFairness(all, "p50_ms", SessionFairness::p50Ms);
        addFairness(all, "p99_ms", SessionFairness::p99Ms);
        addFairness(all, "max_ms", SessionFairness::maxMs);
        return all;
    }

    private static void add(Map<String, LatencyMetric> all, String block, Function<Latency, @Nullable Quantiles> of) {
        QUANTILES.forEach((name, quantile) -> {
            String path = "latency." + block + "." + name;
            String words = name.replace("_ms", "").replace("p999", "p99.9");
            String label = block.equals("delivery") ? words : block.replace('_', ' ') + " " + words;
            all.put(path, new LatencyMetric(path, label, latency -> {
                Quantiles quantiles = of.apply(latency);
                return quantiles == null ? null : quantile.apply(quantiles);
            }));
        });
    }

    private static void addStage(
            Map<String, LatencyMetric> all, String stage, Function<Stages, @Nullable Quantiles> of) {
        add(all, "stages." + stage, latency -> latency.stages() == null ? null : of.apply(latency.stages()));
    }

    private static void addFairness(
            Map<String, LatencyMetric> all, String name, Function<SessionFairness, @Nullable Double> of) {
        String path = "latency.session_p99." + name;
        all.put(
                path,
                new LatencyMetric(
                        path,
                        "session p99 " + name.replace("_ms", ""),
                        latency -> latency.sessionP99() == null ? null : of.apply(latency.sessionP99())));
    }

    private static Map<String, Function<Quantiles, @Nullable Double>> quantiles() {
        Map<String, Function<Quantiles, @Nullable Double>> quantiles = new LinkedHashMap<>();
        quantiles.put("p50_ms", Quantiles::p50Ms);
        quantiles.put("p90_ms", Quantiles::p90Ms);
        quantiles.put("p99_ms", Quantiles::p99Ms);
        quantiles.put("p999_ms", Quantiles::p999Ms);
        quantiles.put("max_ms", Quantiles::maxMs);
        quantiles.put("mean_ms", Quantiles::meanMs);
        return quantiles;
    }
}
