package io.guildstorm.server.gateway;

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
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// Many clients in a process of their own, as descriptors are bounded by process: `Crowd PORT TOKENS MESSAGES`, with
/// a file of one token a line. Says `here` when all know their guild, `heard WRONG` when each has had so many
/// messages, numbered without a gap but for WRONG of them, and says goodbye when its standard input ends.
final class Crowd {
    private static final int AT_ONCE = 200;
    private static final int FIRST_MESSAGE = 3;

    private final int messages;
    private final Semaphore connecting = new Semaphore(AT_ONCE);
    private final CountDownLatch here;
    private final CountDownLatch done;
    private final AtomicInteger wrong = new AtomicInteger();

    private Crowd(int count, int messages) {
        this.messages = messages;
        here = new CountDownLatch(count);
        done = new CountDownLatch(count);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        var tokens = Files.readAllLines(Path.of(args[1]));
        var crowd = new Crowd(tokens.size(), Integer.parseInt(args[2]));
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        var channels = crowd.connect(group, Integer.parseInt(args[0]), tokens);
        crowd.here.await();
        System.out.println("here");
        crowd.done.await();
        System.out.println("heard " + crowd.wrong.get());
        while (System.in.read() >= 0) {
            // until the test has seen enough
        }
        for (Channel channel : channels) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(frame(0x88, new byte[] {0x03, (byte) 0xE8})));
        }
        for (Channel channel : channels) {
            channel.closeFuture().sync();
        }
        group.shutdownGracefully().sync();
    }

    private List<Channel> connect(EventLoopGroup group, int port, List<String> tokens) throws InterruptedException {
        var bootstrap = new Bootstrap()
                .group(group)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 60_000);
        var channels = new ArrayList<Channel>();
        for (String token : tokens) {
            connecting.acquire();
            channels.add(bootstrap
                    .clone()
                    .handler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(new Listener(token));
                        }
                    })
                    .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                    .channel());
        }
        return channels;
    }

    private static byte[] frame(int first, byte[] payload) {
        var bytes = new byte[8 + payload.length];
        bytes[0] = (byte) first;
        bytes[1] = (byte) (0x80 | 126);
        bytes[2] = (byte) (payload.length >> 8);
        bytes[3] = (byte) payload.length;
        System.arraycopy(payload, 0, bytes, 8, payload.length); // masked with zeros
        if (payload.length <= 125) { // control frames may not use the longer length
            var small = new byte[6 + payload.length];
            small[0] = (byte) first;
            small[1] = (byte) (0x80 | payload.length);
            System.arraycopy(payload, 0, small, 6, payload.length);
            return small;
        }
        return bytes;
    }

    /// One client: identifies, counts what comes.
    private final class Listener extends ByteToMessageDecoder {
        private final String token;
        private boolean upgraded;
        private int frames;

        Listener(String token) {
            this.token = token;
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
                boolean closing = in.getUnsignedByte(in.readerIndex()) == 0x88;
                hear(in.toString(in.readerIndex() + header, Math.min(payload, 48), StandardCharsets.US_ASCII), closing);
                in.skipBytes(header + payload);
            }
        }

        private void upgrade(ChannelHandlerContext context, ByteBuf in) {
            int end = in.toString(StandardCharsets.US_ASCII).indexOf("\r\n\r\n");
            if (end >= 0) {
                in.skipBytes(end + 4);
                upgraded = true;
                String identify = "{\"op\":2,\"d\":{\"token\":\"" + token + "\",\"intents\":33281,\"properties\":{}}}";
                context.writeAndFlush(
                        Unpooled.wrappedBuffer(frame(0x81, identify.getBytes(StandardCharsets.US_ASCII))));
            }
        }

        /// HELLO, READY, GUILD_CREATE, then messages.
        private void hear(String beginning, boolean closing) {
            frames++;
            if (frames == FIRST_MESSAGE) {
                connecting.release();
                here.countDown();
            } else if (frames > FIRST_MESSAGE && !closing) {
                if (!beginning.startsWith("{\"t\":\"MESSAGE_CREATE\",\"s\":" + (frames - 1) + ",")) {
                    wrong.incrementAndGet();
                }
                if (frames == FIRST_MESSAGE + messages) {
                    done.countDown();
                }
            }
        }
    }
}
