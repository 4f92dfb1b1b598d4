package io.guildstorm.scenarios.run;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/// Ctrl-C and SIGTERM as words to the run instead of the end of the JVM: the run ends its children in order, keeps
/// what was measured, and exits by itself.
///
/// A shutdown hook would come too late for that: once a JVM shuts down, the charts' libraries refuse to load. The API
/// is that of `jdk.unsupported`, called by reflection because javac warns of it without a way to say that it is
/// meant.
public final class Interruption {
    private Interruption() {}

    /// @param task run on a thread of the JVM at each such signal
    public static void onSignal(Runnable task) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler answer = (proxy, method, arguments) -> switch (method.getName()) {
                case "equals" -> false;
                case "hashCode" -> 0;
                case "toString" -> "interruption";
                default -> {
                    task.run();
                    yield null;
                }
            };
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, answer);
            for (String name : new String[] {"INT", "TERM", "HUP"}) {
                Object named = signal.getConstructor(String.class).newInstance(name);
                signal.getMethod("handle", signal, handler).invoke(null, named, proxy);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException withoutSignals) {
            // then Ctrl-C ends the JVM at once, and the guard ends the children
        }
    }
}
