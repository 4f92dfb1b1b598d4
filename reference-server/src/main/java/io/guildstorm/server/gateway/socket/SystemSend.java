package io.guildstorm.server.gateway.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/// Linux's `send(2)` on a socket that does not block. Stateless; any thread.
final class SystemSend {
    /// `MSG_DONTWAIT | MSG_NOSIGNAL` of Linux on x86-64 and arm64.
    private static final int DONTWAIT_NOSIGNAL = 0x4040;

    private static final MethodHandle SEND = link();

    private SystemSend() {}

    /// Critical: the thread does not leave Java's state for the call, which never waits. It saves some 0.1 µs.
    @SuppressWarnings("restricted") // granted by --enable-native-access, as Netty's own native code
    private static MethodHandle link() {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("send"),
                FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT),
                Linker.Option.critical(false));
    }

    /// How many of `length` bytes at `address` the socket took: below zero for an error, which is whoever writes next
    /// to find out.
    static long send(int descriptor, long address, long length) {
        try {
            return (long) SEND.invokeExact(descriptor, address, length, DONTWAIT_NOSIGNAL);
        } catch (Throwable e) { // by its signature; a C function throws nothing
            throw new AssertionError(e);
        }
    }
}
