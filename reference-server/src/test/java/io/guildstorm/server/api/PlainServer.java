package io.guildstorm.server.api;

import io.guildstorm.server.access.AdminToken;
import io.guildstorm.server.access.Origins;
import io.guildstorm.server.access.RequestLimits;
import io.guildstorm.server.access.Tokens;
import io.guildstorm.server.meter.Tally;
import io.guildstorm.server.store.EmbeddedStore;
import io.guildstorm.server.store.StoreSettings;
import io.guildstorm.server.store.memory.MemoryRows;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The HTTP pipeline on one lane, with a clock that tests move: `POST /small` is answered 204, `GET /big` with
/// [#BIG] bytes, `GET /endless` with so many again and again, `GET /later` once all that was read with it has been
/// heard.
final class PlainServer implements AutoCloseable {
    static final int BIG = 100_000;

    private static final CompletionStage<Optional<byte[]>> PART =
            CompletableFuture.completedStage(Optional.of(new byte[BIG]));

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AtomicLong nanos = new AtomicLong();
    private final BlockingQueue<Channel> sockets = new LinkedBlockingQueue<>();
    private final EmbeddedStore store;
    private final Channel server;

    PlainServer() throws IOException {
        store = EmbeddedStore.open(new MemoryRows(), StoreSettings.DEFAULTS, System::nanoTime, death -> {
            throw new AssertionError("the writer died", death);
        });
        var routes = new RouteTable(List.of(
                new Route("POST", "/small", Route.Access.OPEN, _ -> Answer.now(Answer.nothing())),
                new Route("GET", "/big", Route.Access.OPEN, _ -> Answer.now(Answer.text("x".repeat(BIG)))),
                new Route(
                        "GET", "/later", Route.Access.OPEN, _ -> CompletableFuture.supplyAsync(Answer::nothing, group)),
                new Route(
                        "GET",
                        "/endless",
                        Route.Access.OPEN,
                        _ -> Answer.now(new Answer.Parts(Answer.JSON, () -> PART)))));
        var caller = new Caller(
                new Tokens(new byte[32]), store.accounts(), new AdminToken("0123456789abcdef"), Origins.of("any"));
        var unlimited = new RequestLimits(new RequestLimits.Settings(null, null, null, null), nanos::get);
        var pipeline = new HttpPipeline(new HttpConnection.Shared(
                routes,
                caller,
                new Throttle(unlimited, InstantSource.system()),
                (_, _) -> {},
                nanos::get,
                new QuietWatch.Limits(Duration.ofSeconds(60), Duration.ofMillis(5))));
        server = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel socket) {
                        pipeline.addTo(socket, new Tally());
                        sockets.add(socket);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    void skip(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /// The server's end of the next connection, in the order in which they were accepted.
    Channel accepted() throws InterruptedException {
        var socket = sockets.poll(30, TimeUnit.SECONDS);
        if (socket == null) {
            throw new AssertionError("nobody came");
        }
        return socket;
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        store.close();
    }
}
