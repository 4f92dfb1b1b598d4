package io.guildstorm.scenarios.run.guild;

import com.fasterxml.jackson.databind.JsonNode;
import io.guildstorm.reports.series.Window;
import io.guildstorm.scenarios.check.GroupedJudge.Got;
import io.guildstorm.scenarios.check.GroupedJudge.Group;
import io.guildstorm.scenarios.run.server.EncodedHistogram;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/// What the server says that sessions without sockets got.
/// @param abandoned sessions that lost their part of the fan-out
/// @param delays from the intended send to the last byte of a session's frame, in ns, of the judged messages
record InProcessReport(
        long sessions, long abandoned, long stateBytes, List<Group> groups, List<Arrival> arrivals, Histogram delays) {
    private static final double NANOS_IN_MILLI = 1e6;

    /// One message.
    record Arrival(long intendedNanos, long firstNanos, long lastNanos, long count) {
        double firstMs() {
            return (firstNanos - intendedNanos) / NANOS_IN_MILLI;
        }

        double lastMs() {
            return (lastNanos - intendedNanos) / NANOS_IN_MILLI;
        }
    }

    static InProcessReport of(JsonNode json) {
        List<Group> groups = new ArrayList<>();
        for (JsonNode group : json.path("groups")) {
            List<Got> got = new ArrayList<>();
            for (JsonNode one : group.path("got"))
                got.add(new Got(
                        one.path("number").asInt(),
                        one.path("id").asLong(),
                        one.path("intact").asBoolean()));
            groups.add(new Group(group.path("sessions").asLong(), got));
        }
        List<Arrival> arrivals = new ArrayList<>();
        for (JsonNode one : json.path("arrivals"))
            arrivals.add(new Arrival(
                    one.path("intended_ns").asLong(),
                    one.path("first_ns").asLong(),
                    one.path("last_ns").asLong(),
                    one.path("count").asLong()));
        return new InProcessReport(
                json.path("sessions").asLong(),
                json.path("abandoned").asLong(),
                json.path("state_bytes").asLong(),
                groups,
                arrivals,
                EncodedHistogram.decode(json.path("delays").asText()));
    }

    /// Of messages, how many so many sessions have.
    long complete(long due) {
        return arrivals.stream().filter(arrival -> arrival.count() >= due).count();
    }

    /// Those of the judged messages.
    List<Arrival> in(Window judged) {
        return arrivals.stream()
                .filter(arrival -> judged.contains(arrival.intendedNanos()))
                .toList();
    }
}
