package io.guildstorm.scenarios.workload;

import io.guildstorm.scenarios.workload.Sweep.Stop;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// How many sessions one relay should serve: `relay.size` from 500 to 50,000, in a guild of a million.
public record RelaySizes() implements Swept {
    private static final int ONLINE = 1_000_000;
    private static final Sweep SWEEP = new Sweep(
            "sessions a relay",
            List.of("relay"),
            LongStream.of(500, 2_000, 5_000, 15_000, 30_000, 50_000)
                    .mapToObj(RelaySizes::stop)
                    .toList());

    private static Stop stop(long size) {
        return new Stop(size, ONLINE, 4, Map.of("relay.size", Long.toString(size)));
    }

    @Override
    public Sweep sweep() {
        return SWEEP;
    }

    @Override
    public String name() {
        return "relay-sizes";
    }

    @Override
    public String question() {
        return "How many sessions should one relay serve?";
    }

    @Override
    public String load() {
        return "4 messages/s to 1,000,000 sessions, 300 of them with sockets, over relays of 500 to 50,000 sessions; about"
                + " 2 minutes";
    }

    @Override
    public int seconds() {
        return 130;
    }

    @Override
    public List<String> next() {
        return List.of("./guildstorm run guild-sizes", "./guildstorm run guild-15m --set relay.size=2000");
    }
}
