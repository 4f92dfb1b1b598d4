package io.guildstorm.server.gateway.inprocess;

import io.guildstorm.server.gateway.inprocess.Histories.Got;
import io.guildstorm.server.gateway.inprocess.InProcessSessions.Arrival;
import io.guildstorm.server.gateway.inprocess.InProcessSessions.Group;
import io.guildstorm.server.gateway.inprocess.InProcessSessions.Message;
import io.guildstorm.server.gateway.inprocess.InProcessSessions.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/// A report in the making. Each part is added on its own lane, one after the other.
final class Gathering {
    private final Map<List<Got>, Integer> sessionsByHistory = new LinkedHashMap<>();
    private final Map<Integer, Arrival> arrivals = new TreeMap<>();
    private final Histogram delays = LaneReader.histogram();
    private int sessions;
    private int abandoned;
    private long stateBytes;

    void add(LaneReader reader) {
        delays.add(reader.delays);
        for (Arriving one : reader.measured()) {
            if (one.count() > 0) {
                var text = one.text();
                var here = new Arrival(
                        text.number(), text.intendedNanos(), one.firstNanos(), one.lastNanos(), one.count());
                arrivals.merge(text.number(), here, Gathering::both);
            }
        }
    }

    private static Arrival both(Arrival one, Arrival other) {
        return new Arrival(
                one.number(),
                one.intendedNanos(),
                Math.min(one.firstNanos(), other.firstNanos()),
                Math.max(one.lastNanos(), other.lastNanos()),
                one.count() + other.count());
    }

    void add(SessionBlock block) {
        sessions += block.sessions();
        abandoned += block.abandoned() ? block.sessions() : 0;
        stateBytes += block.stateBytes();
        var counts = new TreeMap<Integer, Integer>();
        for (int history : block.history()) {
            counts.merge(history, 1, Integer::sum);
        }
        counts.forEach((history, count) ->
                sessionsByHistory.merge(block.reader().histories.all(history), count, Integer::sum));
    }

    Report report() {
        var groups = sessionsByHistory.entrySet().stream()
                .map(entry -> new Group(
                        entry.getValue(),
                        entry.getKey().stream()
                                .map(got -> new Message(got.number(), got.id(), got.intact()))
                                .toList()))
                .toList();
        return new Report(sessions, abandoned, stateBytes, groups, List.copyOf(arrivals.values()), delays);
    }
}
