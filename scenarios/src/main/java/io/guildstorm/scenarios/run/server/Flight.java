package io.guildstorm.scenarios.run.server;

import io.guildstorm.reports.series.GcPause;
import io.guildstorm.reports.series.Reading;
import io.guildstorm.reports.series.ServerSend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/// What the server's flight recording holds: stages of each send, pauses of the collector, allocation.
/// @param sends when the server had each message at each stage
/// @param pauses of the collector, instants as `System.nanoTime()`
/// @param queues queue → what waited in it, ten samples a second
/// @param allocated bytes that all threads had allocated by an instant, a sample a second
public record Flight(
        List<ServerSend> sends,
        List<GcPause> pauses,
        Map<String, List<Reading>> queues,
        TreeMap<Long, Long> allocated) {
    private static final String SEND = "io.guildstorm.Send";
    private static final String QUEUES = "io.guildstorm.Queues";
    private static final String PAUSE = "jdk.GCPhasePause";
    private static final String ALLOCATED = "jdk.ThreadAllocationStatistics";

    /// Recordings tell wall-clock instants: the difference to `System.nanoTime()` is that of this moment, on this
    /// machine.
    /// @return null when there is none that can be read
    public static @Nullable Flight read(Path recording) {
        if (!Files.isRegularFile(recording)) return null;
        Instant wall = Instant.now();
        long offset = System.nanoTime() - nanos(wall);
        Reader reader = new Reader(offset);
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) reader.take(file.readEvent());
        } catch (IOException | RuntimeException torn) {
            if (reader.sends.isEmpty() && reader.pauses.isEmpty()) return null;
        }
        return new Flight(reader.sends, reader.pauses, reader.queues, reader.allocated);
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    /// Pauses that overlap `[fromNanos, toNanos)`.
    public List<GcPause> pausesIn(long fromNanos, long toNanos) {
        return pauses.stream()
                .filter(pause -> pause.endNs() > fromNanos && pause.startNs() < toNanos)
                .toList();
    }

    /// Bytes allocated between two instants, to the nearest samples; null when there are none.
    public @Nullable Long allocatedBetween(long fromNanos, long toNanos) {
        Map.Entry<Long, Long> from = allocated.floorEntry(fromNanos);
        Map.Entry<Long, Long> to = allocated.ceilingEntry(toNanos);
        if (from == null || to == null) return null;
        double share = (double) (toNanos - fromNanos) / (to.getKey() - from.getKey());
        return Math.round((to.getValue() - from.getValue()) * share);
    }

    private static final class Reader {
        private final long offset;
        private final List<ServerSend> sends = new ArrayList<>();
        private final List<GcPause> pauses = new ArrayList<>();
        private final Map<String, List<Reading>> queues = new LinkedHashMap<>();
        private final Map<Long, Long> byThread = new TreeMap<>();
        private final TreeMap<Long, Long> allocated = new TreeMap<>();

        Reader(long offset) {
            this.offset = offset;
        }

        void take(RecordedEvent event) {
            switch (event.getEventType().getName()) {
                case SEND ->
                    sends.add(new ServerSend(
                            Long.toString(event.getLong("messageId")),
                            event.getLong("receivedNanos"),
                            event.getLong("ownerNanos"),
                            event.getLong("durableNanos"),
                            event.getLong("fanoutNanos"),
                            event.getLong("publishingNanos"),
                            event.getLong("deliveredNanos")));
                case QUEUES -> {
                    for (String queue : List.of("store", "loops")) {
                        queues.computeIfAbsent(queue, _ -> new ArrayList<>())
                                .add(new Reading(nanos(event.getStartTime()) + offset, event.getInt(queue)));
                    }
                }
                case PAUSE ->
                    pauses.add(new GcPause(nanos(event.getStartTime()) + offset, nanos(event.getEndTime()) + offset));
                case ALLOCATED -> {
                    RecordedThread thread = event.getThread("thread");
                    if (thread != null) byThread.merge(thread.getId(), event.getLong("allocated"), Math::max);
                    long sum =
                            byThread.values().stream().mapToLong(value -> value).sum();
                    allocated.put(nanos(event.getStartTime()) + offset, sum);
                }
                default -> {}
            }
        }
    }
}
