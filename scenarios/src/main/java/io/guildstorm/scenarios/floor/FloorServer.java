package io.guildstorm.scenarios.floor;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// A server that upgrades whoever asks and writes what is posted to all of them: one frame, one `send` a socket.
///
/// **Owner:** the thread that calls [#serve]. A frame that a socket does not take whole is dropped with its socket,
/// as what follows would not be readable: the audit of the swarm sees it.
final class FloorServer {
    private static final int LONGEST_REQUEST = 65_536;
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int CLOSE = 8;

    private final int listener;
    private final Epoll epoll = new Epoll();
    private final MemorySegment received = Arena.global().allocate(LONGEST_REQUEST);
    private final MemorySegment outgoing = Arena.global().allocate(LONGEST_REQUEST + 16L);
    private final Map<Integer, ByteArrayOutputStream> requests = new HashMap<>();
    private final Map<Integer, Integer> places = new HashMap<>();
    private int[] subscribers = new int[1_024];
    private int count;

    FloorServer(byte[] address, int port) {
        listener = Libc.listener(address, port);
        epoll.add(listener);
    }

    int port() {
        return Libc.portOf(listener);
    }

    /// Works for ever.
    void serve() {
        while (true) {
            int ready = epoll.await();
            for (int i = 0; i < ready; i++) {
                int socket = epoll.socket(i);
                if (socket == listener) accept();
                else read(socket);
            }
        }
    }

    private void accept() {
        for (int socket = Libc.accept(listener); socket >= 0; socket = Libc.accept(listener)) epoll.add(socket);
    }

    private void read(int socket) {
        long bytes = Libc.recv(socket, received);
        if (bytes < 0 && Libc.errno() == Libc.EAGAIN) return;
        boolean subscribed = places.containsKey(socket);
        if (bytes <= 0 || (subscribed && (received.get(ValueLayout.JAVA_BYTE, 0) & 0x0f) == CLOSE)) {
            drop(socket);
        } else if (!subscribed) {
            var request = requests.computeIfAbsent(socket, _ -> new ByteArrayOutputStream());
            request.writeBytes(received.asSlice(0, bytes).toArray(ValueLayout.JAVA_BYTE));
            answer(socket, request.toByteArray());
        }
    }

    /// Answers the requests that are whole, and keeps the rest.
    private void answer(int socket, byte[] bytes) {
        int from = 0;
        for (Request request = Request.in(bytes, from); request != null; request = Request.in(bytes, from)) {
            if (request.upgrades()) {
                write(socket, request.upgraded());
                subscribe(socket);
                return;
            }
            fanOut(bytes, request.bodyFrom(), request.end());
            write(socket, ANSWER);
            from = request.end();
        }
        var rest = new ByteArrayOutputStream();
        rest.write(bytes, from, bytes.length - from);
        requests.put(socket, rest);
        if (rest.size() > LONGEST_REQUEST) drop(socket);
    }

    private void fanOut(byte[] body, int from, int to) {
        int length = to - from;
        int head = length < 126 ? 2 : 4;
        if (length > 65_535) return;
        outgoing.set(ValueLayout.JAVA_BYTE, 0, (byte) 0x81);
        outgoing.set(ValueLayout.JAVA_BYTE, 1, (byte) (head == 2 ? length : 126));
        outgoing.set(ValueLayout.JAVA_BYTE, 2, (byte) (length >>> 8));
        outgoing.set(ValueLayout.JAVA_BYTE, 3, (byte) length);
        MemorySegment.copy(body, from, outgoing, ValueLayout.JAVA_BYTE, head, length);
        long address = outgoing.address();
        long bytes = (long) head + length;
        for (int i = count - 1; i >= 0; i--) { // downwards: a drop moves only what was served
            if (Libc.send(subscribers[i], address, bytes) != bytes) drop(subscribers[i]);
        }
    }

    private void write(int socket, byte[] bytes) {
        MemorySegment.copy(bytes, 0, outgoing, ValueLayout.JAVA_BYTE, 0, bytes.length);
        Libc.send(socket, outgoing.address(), bytes.length);
    }

    private void subscribe(int socket) {
        requests.remove(socket);
        if (count == subscribers.length) subscribers = Arrays.copyOf(subscribers, 2 * count);
        places.put(socket, count);
        subscribers[count++] = socket;
    }

    private void drop(int socket) {
        requests.remove(socket);
        Integer place = places.remove(socket);
        if (place != null) {
            int last = subscribers[--count];
            if (last != socket) {
                subscribers[place] = last;
                places.put(last, place);
            }
        }
        Libc.close(socket);
    }
}
