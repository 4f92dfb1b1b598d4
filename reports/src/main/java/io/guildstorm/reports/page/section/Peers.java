package io.guildstorm.reports.page.section;

import io.guildstorm.reports.chart.CostChart.Peer;
import java.util.List;

/// What other servers cost for the same work, where somebody measured it and said how.
final class Peers {
    /// The scenario that the figures may stand beside.
    static final String SCENARIO = "hot-channel";

    /// How they were measured.
    static final String SOURCE =
            "nchan (nginx) 6.3 µs and NATS 11.9 µs a delivery, where the bare socket write took 3.8 µs:"
                    + " 2,000 sessions, 20 messages a second, 2 cores, loopback, measured for this project on another machine."
                    + " Their ratio is shown, not their time.";

    private static final double FLOOR_US = 3.8;

    private Peers() {}

    static List<Peer> all() {
        return List.of(new Peer("nchan", 6.3 / FLOOR_US), new Peer("NATS", 11.9 / FLOOR_US));
    }
}
