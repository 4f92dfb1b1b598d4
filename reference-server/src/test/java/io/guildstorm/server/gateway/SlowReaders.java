package io.guildstorm.server.gateway;

import io.guildstorm.server.gateway.frame.MaskedFrame;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Many clients on one thread, deaf ones that read up to the WebSocket's beginning, and quick ones that read all.
final class SlowReaders implements AutoCloseable {
    private static final int AT_ONCE = 200;
    /// A network's segments: those of loopback are 64 KiB each, and the kernel would hold megabytes for each reader.
    private static final ChannelOption<Integer> MAX_SEGMENT = new IntegerUnixChannelOption("TCP_MAXSEG", 6, 2);

    enum Hearing {
        ALL,
        NOTHING
    }

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final Bootstrap bootstrap;
    private final Semaphore connecting = new Semaphore(AT_ONCE);
    private final List<Reader> readers = new ArrayList<>();

    SlowReaders(int port) {
        bootstrap = new Bootstrap()
                .group(group)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 60_000)
                .option(ChannelOption.SO_RCVBUF, 4_096)
                .option(MAX_SEGMENT, 1_460)
                .remoteAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /// Signed in when this returns, or about to be.
    Reader connect(String token, Hearing hearing) throws InterruptedException {
        connecting.acquire();
        var reader = new Reader(token, hearing);
        readers.add(reader);
        reader.channel = bootstrap
                .clone()
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(reader);
                    }
                })
                .connect()
                .channel();
        return reader;
    }

    @Override
    public void close() {
        readers.forEach(Reader::cut);
        group.shutdownGracefully(0, 30, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /// One client.
    final class Reader extends ByteToMessageDecoder {
        private final String token;
        private final Hearing hearing;
        private final CountDownLatch gone = new CountDownLatch(1);
        /// Sequence numbers of messages, in the order in which they came.
        final List<Integer> numbers = new CopyOnWriteArrayList<>();
        /// Codes.
        final List<Integer> closes = new CopyOnWriteArrayList<>();
        private volatile @Nullable Channel channel;
        private boolean upgraded;

        private Reader(String token, Hearing hearing) {
            this.token = token;
            this.hearing = hearing;
        }

        /// Reads from now on whatever there is, to the end.
        void readAll() {
            Objects.requireNonNull(channel, "connected").config().setAutoRead(true);
        }

        void awaitGone() throws InterruptedException {
            gone.await();
        }

        void awaitMessages(int count) throws InterruptedException {
            synchronized (numbers) {
                while (numbers.size() < count) {
                    numbers.wait();
                }
            }
        }

        private void cut() {
            var its = channel;
            if (its != null) {
                its.close();
            }
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            var request = String.join(
                    "\r\n",
                    "GET /gateway?v=10&encoding=json HTTP/1.1",
                    "Host: localhost",
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "\r\n");
            context.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
        }

        /// The decoder would ask for more bytes as long as a frame is not whole.
        @Override
        public void channelReadComplete(ChannelHandlerContext context) throws Exception {
            if (context.channel().config().isAutoRead()) {
                super.channelReadComplete(context);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            gone.countDown();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close(); // a reset is an end as well
        }

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
            if (!upgraded) {
                upgrade(context, in);
                return;
            }
            if (in.readableBytes() < 4) {
                return;
            }
            int length = in.getUnsignedByte(in.readerIndex() + 1);
            int header = length == 126 ? 4 : 2;
            int payload = length == 126 ? in.getUnsignedShort(in.readerIndex() + 2) : length;
            if (in.readableBytes() >= header + payload) {
                hear(in.slice(in.readerIndex() + header, payload), in.getUnsignedByte(in.readerIndex()) == 0x88);
                in.skipBytes(header + payload);
            }
        }

        private void upgrade(ChannelHandlerContext context, ByteBuf in) {
            int end = in.toString(StandardCharsets.US_ASCII).indexOf("\r\n\r\n");
            if (end >= 0) {
                in.skipBytes(end + 4);
                upgraded = true;
                context.channel().config().setAutoRead(hearing == Hearing.ALL);
                String identify = "{\"op\":2,\"d\":{\"token\":\"" + token + "\",\"intents\":33281,\"properties\":{}}}";
                context.writeAndFlush(
                        Unpooled.wrappedBuffer(MaskedFrame.of(0x81, identify.getBytes(StandardCharsets.US_ASCII))));
                connecting.release();
            }
        }

        private void hear(ByteBuf payload, boolean closing) {
            if (closing) {
                closes.add(payload.getUnsignedShort(0));
                return;
            }
            String beginning = payload.toString(0, Math.min(payload.readableBytes(), 48), StandardCharsets.US_ASCII);
            String message = "{\"t\":\"MESSAGE_CREATE\",\"s\":";
            if (beginning.startsWith(message)) {
                synchronized (numbers) {
                    numbers.add(Integer.parseInt(
                            beginning.substring(message.length(), beginning.indexOf(',', message.length()))));
                    numbers.notifyAll();
                }
            }
        }
    }
}
