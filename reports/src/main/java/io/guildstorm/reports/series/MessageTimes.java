package io.guildstorm.reports.series;

import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.Stages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What is measured once a message, not once a delivery: first and last recipient, their distance, stages in the
/// server.
public final class MessageTimes {
    private final Map<Long, Long> intended = new HashMap<>();
    private final Map<String, Long> intendedById = new HashMap<>();
    private final List<MessageArrival> arrivals;
    private final List<ServerSend> sends;

    private MessageTimes(
            @Nullable Window window, List<SentRow> sent, List<MessageArrival> arrivals, List<ServerSend> sends) {
        this.arrivals = arrivals;
        this.sends = sends;
        for (SentRow row : sent) {
            if (window != null && !window.contains(row.intendedNs())) continue;
            intended.put(row.number(), row.intendedNs());
            if (row.messageId() != null) intendedById.put(row.messageId(), row.intendedNs());
        }
    }

    /// From `sent.*.csv`, `arrivals.*.csv` and `stages.*.csv` of the folder.
    /// @param window messages that were intended within it; null: all
    public static MessageTimes read(RunFolder folder, @Nullable Window window) throws IOException {
        return new MessageTimes(
                window, SentRow.read(folder.csvs("sent")), MessageArrival.read(folder), ServerSend.read(folder));
    }

    /// Measured messages that reached somebody.
    public long messages() {
        return arrivals.stream()
                .filter(arrival -> intended.containsKey(arrival.number()))
                .count();
    }

    /// Null: no message of the window reached anybody.
    public @Nullable Quantiles firstRecipient() {
        return arrived(MessageArrival::firstNs);
    }

    /// As [#firstRecipient]; of a message that some never got, the last of those that did.
    public @Nullable Quantiles lastRecipient() {
        return arrived(MessageArrival::lastNs);
    }

    /// First to last recipient.
    public @Nullable Quantiles spread() {
        List<Long> nanos = new ArrayList<>();
        for (MessageArrival arrival : arrivals) {
            if (intended.containsKey(arrival.number())) nanos.add(arrival.lastNs() - arrival.firstNs());
        }
        return quantiles(nanos);
    }

    /// Null: the server told nothing about any message of the window.
    public @Nullable Stages stages() {
        if (sends.stream().noneMatch(send -> intendedById.containsKey(send.messageId()))) return null;
        return new Stages(
                stage(ServerSend::receivedNs),
                stage(ServerSend::ownerNs),
                stage(ServerSend::durableNs),
                stage(ServerSend::fanoutStartedNs),
                firstRecipient(),
                lastRecipient());
    }

    private @Nullable Quantiles arrived(ToLongFunction<MessageArrival> instant) {
        List<Long> nanos = new ArrayList<>();
        for (MessageArrival arrival : arrivals) {
            Long from = intended.get(arrival.number());
            if (from != null) nanos.add(instant.applyAsLong(arrival) - from);
        }
        return quantiles(nanos);
    }

    /// An instant of 0 was not recorded.
    private @Nullable Quantiles stage(ToLongFunction<ServerSend> instant) {
        List<Long> nanos = new ArrayList<>();
        for (ServerSend send : sends) {
            Long from = intendedById.get(send.messageId());
            long at = instant.applyAsLong(send);
            if (from != null && at != 0) nanos.add(at - from);
        }
        return quantiles(nanos);
    }

    private static @Nullable Quantiles quantiles(List<Long> nanos) {
        return nanos.isEmpty() ? null : LatencyQuantiles.ofNanos(nanos);
    }
}
