package io.guildstorm.scenarios.floor;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// What one `send` costs when its thread does nothing else: a frame to each of some loopback sockets, again and again,
/// their other ends emptied by the same thread between the rounds. It is less than the floor, whose caches other
/// processes use too and whose receivers are woken up.
///
/// **Owner:** the thread that calls [#micros]; not while [Libc] is used by another.
final class SendAlone {
    private static final int SOCKETS = 100;
    private static final int WARM_UP_ROUNDS = 40;
    private static final int ROUNDS = 100;
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<SocketChannel> readers = new ArrayList<>();
    private final int[] writers = new int[SOCKETS];
    private final MemorySegment frame;
    private final ByteBuffer read;

    private SendAlone(int bytes) {
        frame = Arena.global().allocate(bytes);
        read = ByteBuffer.allocateDirect(bytes);
    }

    /// CPU microseconds of a call.
    /// @param bytes of a frame
    static double micros(int bytes) throws IOException {
        var alone = new SendAlone(bytes);
        try {
            alone.connect();
            for (int i = 0; i < WARM_UP_ROUNDS; i++) alone.round();
            long nanos = 0;
            for (int i = 0; i < ROUNDS; i++) nanos += alone.round();
            return nanos / 1e3 / ROUNDS / SOCKETS;
        } finally {
            alone.close();
        }
    }

    private void connect() throws IOException {
        int listener = Libc.listener(LOOPBACK.getAddress(), 0);
        try {
            var address = new InetSocketAddress(LOOPBACK, Libc.portOf(listener));
            for (int i = 0; i < SOCKETS; i++) {
                readers.add(SocketChannel.open(address)); // has connected, so it waits to be accepted
                writers[i] = Libc.accept(listener);
                if (writers[i] < 0) throw new IOException("accept failed with errno " + Libc.errno());
            }
        } finally {
            Libc.close(listener);
        }
    }

    /// @return CPU nanoseconds of the sends
    private long round() throws IOException {
        long before = threads.getCurrentThreadCpuTime();
        for (int writer : writers) {
            if (Libc.send(writer, frame.address(), frame.byteSize()) != frame.byteSize())
                throw new IOException("an empty socket took less than a frame");
        }
        long nanos = threads.getCurrentThreadCpuTime() - before;
        for (SocketChannel reader : readers) {
            read.clear();
            while (read.hasRemaining()) {
                if (reader.read(read) < 0) throw new IOException("a socket was closed");
            }
        }
        return nanos;
    }

    private void close() throws IOException {
        for (int i = 0; i < readers.size(); i++) {
            readers.get(i).close();
            if (writers[i] > 0) Libc.close(writers[i]);
        }
    }
}
