package io.guildstorm.server.gateway.socket;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// The system calls of an io_uring, which the C library has no functions for. Stateless; any thread, but a ring takes
/// one thread's only.
@SuppressWarnings("restricted") // granted by --enable-native-access, as Netty's own native code
final class RingCalls {
    /// The same on x86-64 and arm64.
    private static final long IO_URING_SETUP = 425;

    private static final long IO_URING_ENTER = 426;
    /// Wait for as many completions as were asked for.
    private static final int GET_EVENTS = 1;

    private static final int READ_WRITE = 3;
    private static final int SHARED_POPULATED = 0x8001;

    private static final MethodHandle SETUP = syscall(JAVA_LONG, ADDRESS);
    private static final MethodHandle ENTER = syscall(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle MMAP = function(
            "mmap", FunctionDescriptor.of(ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle MUNMAP = function("munmap", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private RingCalls() {}

    private static MethodHandle syscall(MemoryLayout... arguments) {
        var all = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG).appendArgumentLayouts(arguments);
        return function("syscall", all, Linker.Option.firstVariadicArg(1));
    }

    private static MethodHandle function(String name, FunctionDescriptor shape, Linker.Option... options) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape, options);
    }

    /// The ring's descriptor; below zero: refused.
    static int setup(int size, MemorySegment params) {
        try {
            return (int) (long) SETUP.invokeExact(IO_URING_SETUP, (long) size, params);
        } catch (Throwable e) { // by its signature; a C function throws nothing
            throw new AssertionError(e);
        }
    }

    /// Has the kernel take `submitted` entries and waits for as many completions. Not critical: it takes as long as
    /// all the sends in it, and a safepoint need not wait for them.
    /// @return how many it took; below zero: nothing was done
    static int enter(int ring, int submitted, int completed) {
        try {
            return (int) (long) ENTER.invokeExact(IO_URING_ENTER, ring, submitted, completed, GET_EVENTS, 0L, 0L);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /// Part of a ring's memory, as long as `arena` lives; null: refused.
    static @Nullable MemorySegment map(int ring, long bytes, long at, Arena arena) {
        try {
            var mapped = (MemorySegment) MMAP.invokeExact(0L, bytes, READ_WRITE, SHARED_POPULATED, ring, at);
            return mapped.address() == -1 ? null : mapped.reinterpret(bytes, arena, segment -> unmap(segment, bytes));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static void unmap(MemorySegment mapped, long bytes) {
        try {
            int _ = (int) MUNMAP.invokeExact(mapped, bytes);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /// Closes a descriptor when `arena` ends.
    static void closeWith(Arena arena, int descriptor) {
        var _ = MemorySegment.NULL.reinterpret(arena, _ -> close(descriptor));
    }

    private static void close(int descriptor) {
        try {
            int _ = (int) CLOSE.invokeExact(descriptor);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
