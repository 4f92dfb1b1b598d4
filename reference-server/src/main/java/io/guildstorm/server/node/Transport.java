package io.guildstorm.server.node;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.Arrays;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/// How sockets are served: the switch `gateway.transport`.
enum Transport {
    EPOLL("epoll", EpollServerSocketChannel.class) {
        @Override
        boolean isAvailable() {
            return Epoll.isAvailable();
        }

        @Override
        IoHandlerFactory handler() {
            return EpollIoHandler.newFactory();
        }
    },
    IO_URING("io_uring", IoUringServerSocketChannel.class) {
        @Override
        boolean isAvailable() {
            return IoUring.isAvailable();
        }

        @Override
        IoHandlerFactory handler() {
            return IoUringIoHandler.newFactory(
                    new IoUringIoHandlerConfig().setRingSize(RING_SIZE).setCqSize(COMPLETIONS));
        }
    },
    NIO("nio", NioServerSocketChannel.class) {
        @Override
        boolean isAvailable() {
            return true;
        }

        @Override
        IoHandlerFactory handler() {
            return NioIoHandler.newFactory();
        }
    };

    private static final int RING_SIZE = 2_048;

    /// Well above the sockets that one loop writes to in one tick: with too few the ring overflows and all of its gain
    /// is lost.
    private static final int COMPLETIONS = 32_768;

    private final String word;
    private final Class<? extends ServerChannel> listener;

    Transport(String word, Class<? extends ServerChannel> listener) {
        this.word = word;
        this.listener = listener;
    }

    abstract boolean isAvailable();

    abstract IoHandlerFactory handler();

    /// As it is called in the switch.
    String word() {
        return word;
    }

    Class<? extends ServerChannel> listener() {
        return listener;
    }

    /// @param word a value of the switch; `auto` takes the first that is available
    static Transport of(String word) {
        if (word.equals("auto")) {
            return Arrays.stream(values())
                    .filter(Transport::isAvailable)
                    .findFirst()
                    .orElse(NIO);
        }
        var chosen = Arrays.stream(values())
                .filter(transport -> transport.word.equals(word))
                .findFirst()
                .orElseThrow();
        if (!chosen.isAvailable()) {
            throw RefusedStart.environment(
                    "this machine has no " + word + ": choose another by --set gateway.transport=auto.");
        }
        return chosen;
    }

    /// @param name threads are called `name-0`, `name-1`, …
    MultiThreadIoEventLoopGroup loops(int count, String name) {
        var number = new AtomicInteger();
        ThreadFactory threads = task -> new FastThreadLocalThread(task, name + "-" + number.getAndIncrement());
        return new MultiThreadIoEventLoopGroup(count, threads, handler());
    }
}
