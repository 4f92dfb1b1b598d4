package io.guildstorm.server.meter;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;

/// All figures of one node, and their text for Prometheus. Reading is what costs; counting is done elsewhere, in
/// plain fields. Any thread.
public final class Meters {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    /// Held here, as the registry holds them weakly.
    private final Map<Meter, DoubleSupplier> published = new EnumMap<>(Meter.class);

    /// Publishes `meter` as what `value` says whenever it is asked.
    public void publish(Meter meter, DoubleSupplier value) {
        if (published.putIfAbsent(meter, value) != null) {
            throw new IllegalStateException(meter.key() + " is published already");
        }
        switch (meter.kind()) {
            case COUNTER ->
                FunctionCounter.builder(meter.key(), value, DoubleSupplier::getAsDouble)
                        .baseUnit(meter.unit())
                        .description(meter.sentence())
                        .register(registry);
            case GAUGE ->
                Gauge.builder(meter.key(), value, DoubleSupplier::getAsDouble)
                        .baseUnit(meter.unit())
                        .description(meter.sentence())
                        .register(registry);
        }
    }

    /// Publishes `meter` as the sum over lanes.
    public void publish(Meter meter, List<Tally> lanes) {
        publish(meter, () -> lanes.stream().mapToLong(lane -> lane.read(meter)).sum());
    }

    /// Figures that nobody has published.
    public Set<Meter> missing() {
        var missing = EnumSet.allOf(Meter.class);
        missing.removeAll(published.keySet());
        return missing;
    }

    /// The text that Prometheus reads.
    public String scrape() {
        return registry.scrape();
    }
}
