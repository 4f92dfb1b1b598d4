package io.guildstorm.server.meter;

import java.util.function.IntSupplier;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/// How much waits in the server's queues, in the flight recording, ten times a second; off unless a recording asks for
/// it.
@Name(QueuesEvent.NAME)
@Label("Queues")
@Category("Guildstorm")
@Description("What waits for the store's writer and for the event loops")
@Period("100 ms")
@StackTrace(false)
@Enabled(false)
public final class QueuesEvent extends Event {
    public static final String NAME = "io.guildstorm.Queues";

    @Label("Writes that wait for the store's writer or are being written")
    int store;

    @Label("Tasks that wait for the event loop that has most of them")
    int loops;

    /// Asks for the depths whenever a recording wants them.
    /// @param store any thread may ask it
    /// @param loops any thread may ask it
    /// @return to be closed when there is nothing to ask any more
    public static AutoCloseable watch(IntSupplier store, IntSupplier loops) {
        Runnable record = () -> {
            var event = new QueuesEvent();
            event.store = store.getAsInt();
            event.loops = loops.getAsInt();
            event.commit();
        };
        var listener = new FlightRecorderListener() {
            @Override
            public void recorderInitialized(FlightRecorder recorder) {
                FlightRecorder.addPeriodicEvent(QueuesEvent.class, record);
            }
        };
        FlightRecorder.addListener(listener); // told at once when a recorder is there already
        return () -> {
            FlightRecorder.removeListener(listener);
            FlightRecorder.removePeriodicEvent(record);
        };
    }
}
