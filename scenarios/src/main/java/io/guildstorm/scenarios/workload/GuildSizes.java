package io.guildstorm.scenarios.workload;

import io.guildstorm.scenarios.workload.Sweep.Stop;
import java.util.List;
import java.util.Map;

/// From which size on a guild needs relays: the three designs at five sizes.
public record GuildSizes() implements Swept {
    private static final Sweep SWEEP = new Sweep(
            "sessions online",
            List.of("relay", "gateway", "direct"),
            List.of(stop(1_000, 20), stop(30_000, 20), stop(100_000, 10), stop(1_000_000, 2), stop(15_000_000, 0.5)));

    private static Stop stop(int online, double ratePerSecond) {
        return new Stop(online, online, ratePerSecond, Map.of());
    }

    @Override
    public Sweep sweep() {
        return SWEEP;
    }

    @Override
    public String name() {
        return "guild-sizes";
    }

    @Override
    public String question() {
        return "From which size on does a guild need relays?";
    }

    @Override
    public String load() {
        return "0.5 to 20 messages/s to 1,000, 30,000, 100,000, 1,000,000 and 15,000,000 sessions, 300 of them with sockets;"
                + " relays, one frame a process and direct fan-out at each size; about 8 minutes";
    }

    @Override
    public int seconds() {
        return 480;
    }

    @Override
    public List<String> next() {
        return List.of("./guildstorm run relay-sizes", "./guildstorm run guild-15m --online 30000");
    }
}
