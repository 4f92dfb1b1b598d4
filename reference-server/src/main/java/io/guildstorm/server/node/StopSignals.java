package io.guildstorm.server.node;

import java.lang.reflect.Proxy;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// SIGTERM and SIGINT as a call. A shutdown hook will not do: the JVM then ends with code 143, while other hooks, such
/// as the one that writes a flight recording, run beside ours.
final class StopSignals {
    private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);

    private StopSignals() {}

    /// `sun.misc.Signal` by reflection, as the compiler warns of every use of it and cannot be told otherwise.
    static void onStop(Runnable stop) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var ours = Proxy.newProxyInstance(
                    StopSignals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            stop.run();
                            return null;
                        }
                        return method.invoke(stop, arguments);
                    });
            var handle = signal.getMethod("handle", signal, handler);
            for (String name : List.of("TERM", "INT")) {
                handle.invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
            }
        } catch (ReflectiveOperationException e) {
            LOG.warn("signals cannot be caught: a stop will not be graceful", e);
        }
    }
}
