package io.guildstorm.scenarios.floor;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Sockets that are waited for, level triggered. `struct epoll_event` is packed on x86-64 and nowhere else.
final class Epoll {
    private static final int MOST = 256;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final int DATA_AT = System.getProperty("os.arch").equals("amd64") ? 4 : 8;
    private static final int EVENT_BYTES = DATA_AT + 8;

    private final int epoll = Libc.epollCreate();
    private final MemorySegment events = Arena.global().allocate((long) MOST * EVENT_BYTES, 8);
    private final MemorySegment event = Arena.global().allocate(EVENT_BYTES, 8);

    void add(int socket) {
        event.fill((byte) 0).set(JAVA_INT, 0, Libc.EPOLLIN);
        event.set(INT, DATA_AT, socket);
        Libc.epollAdd(epoll, socket, event);
    }

    /// Waits until some are readable. @return how many; see [#socket]
    int await() {
        return Libc.epollWait(epoll, events, MOST);
    }

    int socket(int index) {
        return events.get(INT, (long) index * EVENT_BYTES + DATA_AT);
    }
}
