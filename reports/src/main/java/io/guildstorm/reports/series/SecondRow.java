package io.guildstorm.reports.series;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row of `series.csv`: one second of the judged window.
/// @param second       since the window began
/// @param intended     sends that fell due
/// @param sent         requests begun
/// @param acknowledged 2xx received
/// @param delivered    deliveries that arrived
/// @param p99Ms        of what arrived in this second, from its intended send
/// @param cpuS         process → seconds of CPU that it used in this second
/// @param gcPauseMs    time that the server stood still for its garbage collector
/// @param hiccupMs     longest time that an idle thread woke late
/// @param stealShare   share of CPU time that the hypervisor took, 0 to 1
/// @param queues       queue → largest depth
public record SecondRow(
        int second,
        @Nullable Long intended,
        @Nullable Long sent,
        @Nullable Long acknowledged,
        @Nullable Long delivered,
        @Nullable Double p50Ms,
        @Nullable Double p99Ms,
        @Nullable Double maxMs,
        Map<String, Double> cpuS,
        @Nullable Double gcPauseMs,
        @Nullable Double hiccupMs,
        @Nullable Double stealShare,
        Map<String, Double> queues) {
    public SecondRow {
        cpuS = Collections.unmodifiableMap(new LinkedHashMap<>(cpuS));
        queues = Collections.unmodifiableMap(new LinkedHashMap<>(queues));
    }
}
