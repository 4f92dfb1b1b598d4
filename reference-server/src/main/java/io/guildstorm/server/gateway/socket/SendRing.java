package io.guildstorm.server.gateway.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An io_uring of a lane's own, for sends alone: as many sockets as it has entries cost one call. Each send is told
/// not to wait, so it has ended, and its bytes are free, when the call returns.
///
/// It needs Linux 6.1 and permission, which containers often withhold: [#isAvailable].
///
/// **Owner:** one lane, on whose thread it is opened by the first batch: a ring takes one thread's calls only.
final class SendRing implements BatchSend {
    private static final int ENTRIES = 64;

    private static final byte OP_SEND = 26;
    private static final int ENTRY_DESCRIPTOR = 4;
    private static final int ENTRY_ADDRESS = 16;
    private static final int ENTRY_LENGTH = 24;
    private static final int ENTRY_FLAGS = 28;
    private static final int ENTRY_USER = 32;

    private static final int NOT_SENT = -1;
    /// Calls that bring nothing before the ring is taken for broken.
    private static final int FRUITLESS_MAX = 1_000;

    private final SystemSend instead = new SystemSend();
    private @Nullable RingMemory ring;
    private boolean broken;

    /// Whether this machine lets this process have one. Any thread.
    static boolean isAvailable() {
        return Probe.AVAILABLE;
    }

    private static final class Probe {
        private static final boolean AVAILABLE = opens();

        private static boolean opens() {
            try (var arena = Arena.ofConfined()) {
                return RingMemory.open(ENTRIES, arena) != null;
            }
        }
    }

    @Override
    public int entriesMax() {
        return ENTRIES;
    }

    /// A single socket is not worth a ring.
    @Override
    public void send(Entries entries) {
        var open = entries.count == 1 ? null : opened();
        if (open == null) {
            instead.send(entries);
            return;
        }
        int due = offer(open, entries);
        Arrays.fill(entries.sent, 0, entries.count, NOT_SENT);
        int submitted = 0;
        int completed = 0;
        int fruitless = 0;
        while (completed < due && fruitless < FRUITLESS_MAX) {
            int taken = RingCalls.enter(open.descriptor(), due - submitted, due - completed);
            submitted += Math.max(0, taken);
            int got = open.take(entries.sent);
            completed += got;
            fruitless = taken > 0 || got > 0 ? 0 : fruitless + 1;
        }
        broken = completed < due;
    }

    private @Nullable RingMemory opened() {
        if (ring == null && !broken) {
            ring = RingMemory.open(ENTRIES, Arena.ofAuto());
            if (ring == null) {
                broken = true;
            } else {
                prepare(ring);
            }
        }
        return broken ? null : ring;
    }

    /// What all entries have in common; the kernel only reads them.
    private static void prepare(RingMemory opened) {
        var memory = opened.entries();
        for (int i = 0; i < ENTRIES; i++) {
            memory.set(JAVA_BYTE, opened.entryAt(i), OP_SEND);
            memory.set(JAVA_INT, opened.entryAt(i) + ENTRY_FLAGS, SystemSend.DONTWAIT_NOSIGNAL);
        }
    }

    private static int offer(RingMemory to, Entries entries) {
        var memory = to.entries();
        int first = to.tail();
        int tail = first;
        for (int i = 0; i < entries.count; i++) {
            int length = entries.length[i];
            if (length > 0) {
                long at = to.entryAt(tail++);
                memory.set(JAVA_INT, at + ENTRY_DESCRIPTOR, entries.descriptor[i]);
                memory.set(JAVA_LONG, at + ENTRY_ADDRESS, entries.base + entries.from[i]);
                memory.set(JAVA_INT, at + ENTRY_LENGTH, length);
                memory.set(JAVA_LONG, at + ENTRY_USER, i);
            }
        }
        to.offer(tail);
        return tail - first;
    }
}
