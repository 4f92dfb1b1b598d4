package io.guildstorm.server.meter;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// When one message passed each stage of its way, in the flight recording; off unless a recording asks for it. Instants
/// are nanoseconds of `System.nanoTime`, comparable between processes of one machine.
@Name(SendEvent.NAME)
@Label("Send")
@Category("Guildstorm")
@Description("When one message passed each stage, in nanoseconds of the monotonic clock")
@StackTrace(false)
@Enabled(false)
public final class SendEvent extends Event {
    public static final String NAME = "io.guildstorm.Send";

    @Label("Message id")
    long messageId;

    @Label("Position in the guild")
    long position;

    @Label("Request read")
    long receivedNanos;

    @Label("Handed to the store")
    long ownerNanos;

    @Label("Synced")
    long durableNanos;

    @Label("Published")
    long fanoutNanos;

    @Label("How long publishing took the guild process")
    long publishingNanos;

    @Label("Delivered to every session")
    long deliveredNanos;

    /// What stages a message passed, in their order; nanoseconds.
    public record Stages(
            long receivedNanos,
            long ownerNanos,
            long durableNanos,
            long fanoutNanos,
            long publishingNanos,
            long deliveredNanos) {}

    /// Any thread; costs next to nothing while nobody records.
    public static void record(long messageId, long position, Stages stages) {
        var event = new SendEvent();
        if (event.isEnabled()) {
            event.messageId = messageId;
            event.position = position;
            event.receivedNanos = stages.receivedNanos;
            event.ownerNanos = stages.ownerNanos;
            event.durableNanos = stages.durableNanos;
            event.fanoutNanos = stages.fanoutNanos;
            event.publishingNanos = stages.publishingNanos;
            event.deliveredNanos = stages.deliveredNanos;
            event.commit();
        }
    }
}
