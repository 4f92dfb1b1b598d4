package io.guildstorm.server.gateway.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// The memory that an io_uring shares with the kernel: entries for it to take, completions for us to take. The layout
/// is `linux/io_uring.h`'s.
///
/// **Owner:** as the ring's.
final class RingMemory {
    private static final int PARAMS_BYTES = 120;
    private static final int PARAMS_SQ_ENTRIES = 0;
    private static final int PARAMS_CQ_ENTRIES = 4;
    private static final int PARAMS_FLAGS = 8;
    private static final int PARAMS_FEATURES = 20;
    private static final int PARAMS_SQ_OFFSETS = 40;
    private static final int PARAMS_CQ_OFFSETS = 80;

    /// Within the offsets of either queue.
    private static final int TAIL = 4;

    private static final int MASK = 8;
    private static final int SQ_ARRAY = 24;
    private static final int CQ_COMPLETIONS = 20;

    private static final long MAP_AT_QUEUES = 0;
    private static final long MAP_AT_ENTRIES = 0x10000000L;

    /// One thread enters, and completions are worked off when it does: nothing interrupts it meanwhile. Linux 6.1.
    private static final int SINGLE_ISSUER = 1 << 12;

    private static final int DEFER_TASKRUN = 1 << 13;
    /// Both queues lie in one mapping: always since Linux 5.4.
    private static final int FEATURE_SINGLE_MAP = 1;

    static final int ENTRY_BYTES = 64;
    private static final int COMPLETION_BYTES = 16;
    private static final int COMPLETION_USER = 0;
    private static final int COMPLETION_RESULT = 8;

    private static final VarHandle INT = JAVA_INT.varHandle();

    private final int descriptor;
    private final MemorySegment queues;
    private final MemorySegment entries;
    private final long entriesTail;
    private final int entriesMask;
    private final long completionsHead;
    private final long completionsTail;
    private final int completionsMask;
    private final long completions;

    private RingMemory(int descriptor, MemorySegment params, MemorySegment queues, MemorySegment entries) {
        this.descriptor = descriptor;
        this.queues = queues;
        this.entries = entries;
        entriesTail = offset(params, PARAMS_SQ_OFFSETS + TAIL);
        entriesMask = queues.get(JAVA_INT, offset(params, PARAMS_SQ_OFFSETS + MASK));
        completionsHead = offset(params, PARAMS_CQ_OFFSETS);
        completionsTail = offset(params, PARAMS_CQ_OFFSETS + TAIL);
        completionsMask = queues.get(JAVA_INT, offset(params, PARAMS_CQ_OFFSETS + MASK));
        completions = offset(params, PARAMS_CQ_OFFSETS + CQ_COMPLETIONS);
        long array = offset(params, PARAMS_SQ_OFFSETS + SQ_ARRAY);
        for (int i = 0; i <= entriesMask; i++) { // entries are used in their order, for ever
            queues.set(JAVA_INT, array + (long) i * Integer.BYTES, i);
        }
    }

    /// For the calling thread alone, as long as `arena` lives; null: this machine or its owner does not allow it.
    /// @param size a power of two
    static @Nullable RingMemory open(int size, Arena arena) {
        var params = arena.allocate(PARAMS_BYTES, Long.BYTES);
        params.set(JAVA_INT, PARAMS_FLAGS, SINGLE_ISSUER | DEFER_TASKRUN);
        int descriptor = RingCalls.setup(size, params);
        if (descriptor < 0) {
            return null;
        }
        RingCalls.closeWith(arena, descriptor);
        if ((params.get(JAVA_INT, PARAMS_FEATURES) & FEATURE_SINGLE_MAP) == 0) {
            return null;
        }
        int entryCount = params.get(JAVA_INT, PARAMS_SQ_ENTRIES);
        long bytes = Math.max(
                offset(params, PARAMS_SQ_OFFSETS + SQ_ARRAY) + (long) entryCount * Integer.BYTES,
                offset(params, PARAMS_CQ_OFFSETS + CQ_COMPLETIONS)
                        + (long) params.get(JAVA_INT, PARAMS_CQ_ENTRIES) * COMPLETION_BYTES);
        var queues = RingCalls.map(descriptor, bytes, MAP_AT_QUEUES, arena);
        var entries = RingCalls.map(descriptor, (long) entryCount * ENTRY_BYTES, MAP_AT_ENTRIES, arena);
        return queues == null || entries == null ? null : new RingMemory(descriptor, params, queues, entries);
    }

    private static long offset(MemorySegment params, long of) {
        return Integer.toUnsignedLong(params.get(JAVA_INT, of));
    }

    int descriptor() {
        return descriptor;
    }

    /// Where the entries lie; the one behind `n` others that were offered is at [#entryAt].
    MemorySegment entries() {
        return entries;
    }

    long entryAt(int tail) {
        return (long) (tail & entriesMask) * ENTRY_BYTES;
    }

    /// How many entries were ever offered to the kernel.
    int tail() {
        return (int) INT.get(queues, entriesTail);
    }

    /// Offers all entries before `tail`; the kernel takes them at the next call.
    void offer(int tail) {
        INT.setRelease(queues, entriesTail, tail);
    }

    /// Takes the completions that are there.
    /// @param results by the number that the entry was given, its result
    /// @return how many they were
    int take(int[] results) {
        int head = (int) INT.get(queues, completionsHead);
        int tail = (int) INT.getAcquire(queues, completionsTail);
        for (int at = head; at != tail; at++) {
            long completion = completions + (long) (at & completionsMask) * COMPLETION_BYTES;
            int user = queues.get(JAVA_INT, completion + COMPLETION_USER);
            results[user] = queues.get(JAVA_INT, completion + COMPLETION_RESULT);
        }
        INT.setRelease(queues, completionsHead, tail);
        return tail - head;
    }
}
