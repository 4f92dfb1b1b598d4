package io.guildstorm.server.node;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The listening sockets, accepted on a loop of their own, and all sockets that came in by them.
///
/// **Owner:** the thread that starts and stops the server.
final class Ports {
    /// Connections that the kernel holds for us before it refuses.
    private static final int BACKLOG = 4_096;

    private final Transport transport;
    private final MultiThreadIoEventLoopGroup accept;
    private final EventLoopGroup loops;
    private final List<Channel> listeners = new ArrayList<>();
    private final ChannelGroup sockets = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    /// @param loops that serve what is accepted
    Ports(Transport transport, EventLoopGroup loops) {
        this.transport = transport;
        this.loops = loops;
        accept = transport.loops(1, "accept");
    }

    /// @param port 0: any that is free
    /// @param onSocket puts a protocol on each socket, on its loop
    /// @return the address that it listens on
    InetSocketAddress open(String host, int port, Consumer<Channel> onSocket) {
        var bound = new ServerBootstrap()
                .group(accept, loops)
                .channel(transport.listener())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel socket) {
                        sockets.add(socket);
                        onSocket.accept(socket);
                    }
                })
                .bind(address(host, port))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw refused(host, port, String.valueOf(bound.cause().getMessage()));
        }
        listeners.add(bound.channel());
        return (InetSocketAddress) bound.channel().localAddress();
    }

    private static InetSocketAddress address(String host, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException _) {
            throw RefusedStart.input("--host cannot be \"" + host + "\": there is no such host.");
        }
    }

    private static RefusedStart refused(String host, int port, String why) {
        String lower = why.toLowerCase(Locale.ROOT);
        if (lower.contains("in use")) {
            return RefusedStart.environment("port " + port + " on " + host
                    + " is in use: stop what uses it, or choose another by --port (0 takes any that is free).");
        }
        if (lower.contains("permission denied")) {
            return RefusedStart.environment("may not listen on port " + port + " of " + host
                    + ": choose one above 1023 by --port (0 takes any that is free).");
        }
        return RefusedStart.environment("cannot listen on port " + port + " of " + host + ": " + why + ".");
    }

    int sockets() {
        return sockets.size();
    }

    /// No newcomers; what is open stays.
    void stopAccepting() {
        listeners.forEach(listener -> listener.close().awaitUninterruptibly());
    }

    /// @param event tells each socket to close once it owes nothing
    /// @param waitMillis how long they may take
    void closeSockets(Object event, long waitMillis) {
        sockets.forEach(socket -> socket.pipeline().fireUserEventTriggered(event));
        sockets.newCloseFuture().awaitUninterruptibly(waitMillis);
        sockets.close().awaitUninterruptibly(waitMillis);
    }

    void close() {
        accept.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
