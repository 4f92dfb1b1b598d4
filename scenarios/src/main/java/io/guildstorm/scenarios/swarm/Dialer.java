package io.guildstorm.scenarios.swarm;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// Opens the sockets of sessions, each on its loop.
record Dialer(SwarmConfig config, Transport transport) {
    /// Sockets a source address, below the 28,000 ports that Linux gives out.
    private static final int PER_SOURCE = 25_000;

    /// Of a session that will stop reading: what fits into a frame of Ethernet, and a few of those.
    private static final int SLOW_SEGMENT_BYTES = 1_460;

    private static final int SLOW_RECEIVE_BYTES = 8_192;
    private static final ChannelOption<Integer> MAX_SEGMENT = new IntegerUnixChannelOption("TCP_MAXSEG", 6, 2);

    /// On the session's loop, which is told if it fails.
    void dial(SwarmSession session) {
        SocketAddress source = source(session.audit().session());
        var bootstrap = new Bootstrap()
                .group(session.loop().eventLoop())
                .channel(transport.socket())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 10_000)
                .option(ChannelOption.RECVBUF_ALLOCATOR, session.connection().receiving())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(session.connection());
                    }
                });
        if (session.slow()) {
            // or the kernel alone would hold megabytes: on loopback a segment has 64 KiB, and buffers are sized by it
            bootstrap.option(ChannelOption.SO_RCVBUF, SLOW_RECEIVE_BYTES);
            if (transport.name().equals("epoll")) bootstrap.option(MAX_SEGMENT, SLOW_SEGMENT_BYTES);
        }
        if (source != null && transport.name().equals("epoll"))
            bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
        var server = new InetSocketAddress(config.host(), config.port());
        var connecting = source == null ? bootstrap.connect(server) : bootstrap.connect(server, source);
        connecting.addListener(done -> {
            if (!done.isSuccess()) session.failed(rootText(done.cause()));
        });
    }

    /// On loopback, 127.0.0.2 from the 25,001st session of all processes on, and so forth; null: the system's
    /// choice.
    private @Nullable SocketAddress source(int number) {
        int block = number / PER_SOURCE;
        boolean loopback = config.host().startsWith("127.") || config.host().equals("localhost");
        return block == 0 || !loopback ? null : new InetSocketAddress("127.0.0." + (block + 1), 0);
    }

    private static String rootText(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) root = root.getCause();
        String text = root.getMessage();
        return text == null ? root.getClass().getSimpleName() : text;
    }
}
