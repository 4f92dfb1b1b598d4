package io.guildstorm.scenarios.floor;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/// The system calls that the floor makes, on Linux. One thread only: `errno` of the last call that failed is kept in
/// one place.
final class Libc {
    static final int EAGAIN = 11;
    static final int SOCK_NONBLOCK = 0x800;
    static final int EPOLLIN = 1;
    static final int EPOLL_CTL_ADD = 1;

    private static final int AF_INET = 2;
    private static final int SOCK_STREAM = 1;
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_NODELAY = 1;
    private static final int DONTWAIT_NOSIGNAL = 0x4040;
    private static final int ADDRESS_BYTES = 16;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final MemorySegment ERRNO = Arena.global().allocate(STATE);
    private static final long ERRNO_AT = STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
    private static final Linker.Option CAPTURE = Linker.Option.captureCallState("errno");

    private static final MethodHandle SOCKET =
            noting("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle BIND =
            noting("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle LISTEN = noting("listen", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle GETSOCKNAME =
            noting("getsockname", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle SETSOCKOPT =
            noting("setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle ACCEPT4 =
            noting("accept4", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    private static final MethodHandle EPOLL_CREATE1 =
            noting("epoll_create1", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle EPOLL_CTL =
            noting("epoll_ctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle EPOLL_WAIT =
            noting("epoll_wait", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    private static final MethodHandle RECV =
            noting("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle CLOSE = noting("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    /// The one call that counts: its thread stays in Java's hands, as it never waits.
    private static final MethodHandle SEND = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("send"),
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT),
            Linker.Option.critical(false));

    /// The structures that calls read and write; one thread, so one of each.
    private static final MemorySegment SOCKET_ADDRESS = Arena.global().allocate(ADDRESS_BYTES, 8);
    private static final MemorySegment NUMBER = Arena.global().allocate(JAVA_INT);

    private Libc() {}

    private static MethodHandle noting(String name, FunctionDescriptor signature) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), signature, CAPTURE);
    }

    /// Of the last call that returned -1.
    static int errno() {
        return ERRNO.get(JAVA_INT, ERRNO_AT);
    }

    /// A socket that listens on an IPv4 address.
    /// @param port 0: the system's choice
    static int listener(byte[] address, int port) {
        try {
            int socket = checked("socket", (int) SOCKET.invokeExact(ERRNO, AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
            option(socket, SOL_SOCKET, SO_REUSEADDR);
            SOCKET_ADDRESS.fill((byte) 0).set(JAVA_SHORT, 0, (short) AF_INET);
            SOCKET_ADDRESS.set(JAVA_BYTE, 2, (byte) (port >>> 8));
            SOCKET_ADDRESS.set(JAVA_BYTE, 3, (byte) port);
            for (int i = 0; i < 4; i++) SOCKET_ADDRESS.set(JAVA_BYTE, 4L + i, address[i]);
            checked("bind to port " + port, (int) BIND.invokeExact(ERRNO, socket, SOCKET_ADDRESS, ADDRESS_BYTES));
            checked("listen", (int) LISTEN.invokeExact(ERRNO, socket, 4096));
            return socket;
        } catch (Throwable failed) {
            throw failure(failed);
        }
    }

    static int portOf(int socket) {
        try {
            NUMBER.set(JAVA_INT, 0, ADDRESS_BYTES);
            checked("getsockname", (int) GETSOCKNAME.invokeExact(ERRNO, socket, SOCKET_ADDRESS, NUMBER));
            return (SOCKET_ADDRESS.get(JAVA_BYTE, 2) & 0xff) << 8 | (SOCKET_ADDRESS.get(JAVA_BYTE, 3) & 0xff);
        } catch (Throwable failed) {
            throw failure(failed);
        }
    }

    private static void option(int socket, int level, int name) throws Throwable {
        NUMBER.set(JAVA_INT, 0, 1);
        checked("setsockopt", (int)
                SETSOCKOPT.invokeExact(ERRNO, socket, level, name, NUMBER, (int) JAVA_INT.byteSize()));
    }

    /// @return -1: nobody waits
    static int accept(int listener) {
        try {
            int socket =
                    (int) ACCEPT4.invokeExact(ERRNO, listener, MemorySegment.NULL, MemorySegment.NULL, SOCK_NONBLOCK);
            if (socket >= 0) option(socket, IPPROTO_TCP, TCP_NODELAY);
            return socket;
        } catch (Throwable failed) {
            throw failure(failed);
        }
    }

    static int epollCreate() {
        try {
            return checked("epoll_create1", (int) EPOLL_CREATE1.invokeExact(ERRNO, 0));
        } catch (Throwable failed) {
            throw failure(failed);
        }
    }

    static void epollAdd(int epoll, int socket, MemorySegment event) {
        try {
            checked("epoll_ctl", (int) EPOLL_CTL.invokeExact(ERRNO, epoll, EPOLL_CTL_ADD, socket, event));
        } catch (Throwable failed) {
            throw failure(failed);
        }
    }

    /// Waits without end. @return how many events it wrote; -1: interrupted
    static int epollWait(int epoll, MemorySegment events, int most) {
        try {
            return (int) EPOLL_WAIT.invokeExact(ERRNO, epoll, events, most, -1);
        } catch (Throwable failed) {
            throw failure(failed);
        }
    }

    /// @return bytes; 0: the other side closed; -1: see [#errno]
    static long recv(int socket, MemorySegment into) {
        try {
            return (long) RECV.invokeExact(ERRNO, socket, into, into.byteSize(), 0);
        } catch (Throwable failed) {
            throw failure(failed);
        }
    }

    /// @return bytes written, perhaps fewer than asked; -1: none
    static long send(int socket, long address, long length) {
        try {
            return (long) SEND.invokeExact(socket, address, length, DONTWAIT_NOSIGNAL);
        } catch (Throwable failed) {
            throw failure(failed);
        }
    }

    static void close(int socket) {
        try {
            int _ = (int) CLOSE.invokeExact(ERRNO, socket);
        } catch (Throwable failed) {
            throw failure(failed);
        }
    }

    private static int checked(String what, int result) {
        if (result < 0) throw new IllegalStateException(what + " failed with errno " + errno());
        return result;
    }

    private static RuntimeException failure(Throwable failed) {
        if (failed instanceof RuntimeException known) return known;
        return new IllegalStateException("native call", failed);
    }
}
