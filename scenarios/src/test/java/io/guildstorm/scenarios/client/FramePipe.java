package io.guildstorm.scenarios.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A pipe between readers and any server that speaks the gateway protocol: it walks the WebSocket frames on their way
/// to the reader and does to them what a broken server would, on request. A session is told by its place in the list
/// of tokens, read from its IDENTIFY; a message by the number in its marked text. A connection that does not become a
/// WebSocket, as those of senders, passes untouched and undelayed.
public final class FramePipe implements AutoCloseable {
    /// What befalls one delivery.
    public enum Kind {
        DROP,
        DOUBLE,
        /// It comes after the next create.
        SWAP,
        /// One bit of one byte of its text.
        FLIP
    }

    /// @param session place of its token
    /// @param number of the message
    /// @param seed chooses the bit
    public record Fault(Kind kind, int session, int number, long seed) {}

    private static final Pattern TOKEN = Pattern.compile("\"token\":\"(?:Bot )?([^\"]+)\"");
    private static final Pattern CREATE = Pattern.compile("~G([0-9a-f]{8})~[0-9a-f]{16}~ [^\"]*");

    private static final String SWITCHED = "HTTP/1.1 101 ";

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final ToIntFunction<String> place;
    private final Channel listener;
    private volatile Duration delay = Duration.ZERO;
    private volatile IntPredicate delayed = _ -> true;
    private volatile @Nullable RandomGenerator chopping;

    public FramePipe(String host, int port, List<String> tokens) {
        this(host, port, tokens::indexOf);
    }

    /// @param place of a token, asked on the pipe's thread when a session identifies
    public FramePipe(String host, int port, ToIntFunction<String> place) {
        this.place = place;
        listener = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel reader) {
                        join(reader, new InetSocketAddress(host, port));
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
    }

    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /// Every frame to a reader comes that much later from now on.
    public void delay(Duration by) {
        delay = by;
    }

    /// The creates of these messages come that much later, and whatever is behind them on their connection stays
    /// behind.
    public void delay(Duration by, IntPredicate numbers) {
        delayed = number -> number >= 0 && numbers.test(number);
        delay = by;
    }

    /// One delivery is to suffer.
    public void inject(Fault fault) {
        faults.add(fault);
    }

    /// What goes to the reader goes in pieces of 1 to 40 bytes, whatever the frames are.
    public void chop(long seed) {
        chopping = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private void join(Channel reader, InetSocketAddress server) {
        var session = new Session();
        new Bootstrap()
                .group(reader.eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ToReader(reader, session))
                .connect(server)
                .addListener(connecting -> {
                    if (!connecting.isSuccess()) {
                        reader.close();
                        return;
                    }
                    var upstream = ((ChannelFuture) connecting).channel();
                    reader.pipeline().addLast(new ToServer(upstream, session));
                    reader.config().setAutoRead(true);
                });
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /// What both directions of a connection know of each other.
    private static final class Session {
        private int number = -1;
        private boolean plainHttp;
    }

    /// Passes all on; reads it until the IDENTIFY.
    private final class ToServer extends ChannelInboundHandlerAdapter {
        private final Channel server;
        private final Session session;
        private @Nullable ByteBuf seen = Unpooled.buffer();

        ToServer(Channel server, Session session) {
            this.server = server;
            this.session = session;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            var bytes = (ByteBuf) message;
            if (session.plainHttp) seen = null;
            if (seen != null) {
                seen.writeBytes(bytes, bytes.readerIndex(), bytes.readableBytes());
                Matcher token = TOKEN.matcher(unmasked(seen));
                if (token.find()) {
                    session.number = place.applyAsInt(token.group(1));
                    seen = null;
                }
            }
            server.writeAndFlush(bytes);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            server.close();
        }
    }

    /// All whole frames behind the HTTP head, as text.
    private static String unmasked(ByteBuf seen) {
        String all = seen.toString(StandardCharsets.ISO_8859_1);
        int at = all.indexOf("\r\n\r\n") + 4;
        var text = new StringBuilder();
        while (at >= 4 && seen.writerIndex() - at >= 6) {
            int length = seen.getByte(at + 1) & 0x7f;
            int head = length == 126 ? 4 : 2;
            if (length == 126) length = seen.getUnsignedShort(at + 2);
            if (seen.writerIndex() < at + head + 4 + length) break;
            for (int i = 0; i < length; i++)
                text.append((char) ((seen.getByte(at + head + 4 + i) ^ seen.getByte(at + head + (i & 3))) & 0xff));
            at += head + 4 + length;
        }
        return text.toString();
    }

    /// Walks the frames, and lets the faults happen.
    private final class ToReader extends ChannelInboundHandlerAdapter {
        private final Channel reader;
        private final Session session;
        private final ByteBuf rest = Unpooled.buffer();
        private boolean upgraded;
        private @Nullable ByteBuf held;
        /// Under way, first in first out; the last of them is due at that time.
        private final Queue<ByteBuf> waiting = new ArrayDeque<>();

        private long lastDueNanos = System.nanoTime();

        ToReader(Channel reader, Session session) {
            this.reader = reader;
            this.session = session;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            var bytes = (ByteBuf) message;
            if (session.plainHttp) {
                reader.writeAndFlush(bytes);
                return;
            }
            rest.writeBytes(bytes);
            bytes.release();
            if (!upgraded) {
                String head = rest.toString(StandardCharsets.ISO_8859_1);
                int end = head.indexOf("\r\n\r\n");
                if (end < 0) return;
                if (!head.startsWith(SWITCHED)) {
                    session.plainHttp = true;
                    reader.writeAndFlush(rest.readBytes(rest.readableBytes()));
                    return;
                }
                upgraded = true;
                pass(rest.readBytes(end + 4), -1);
            }
            for (ByteBuf frame = next(); frame != null; frame = next()) frame(frame);
            rest.discardReadBytes();
        }

        private @Nullable ByteBuf next() {
            int at = rest.readerIndex();
            if (rest.readableBytes() < 2) return null;
            long length = rest.getByte(at + 1) & 0x7f;
            int head = length < 126 ? 2 : length == 126 ? 4 : 10;
            if (rest.readableBytes() < head) return null;
            if (length == 126) length = rest.getUnsignedShort(at + 2);
            else if (length == 127) length = rest.getLong(at + 2);
            return rest.readableBytes() < head + length ? null : rest.readBytes(head + (int) length);
        }

        private void frame(ByteBuf frame) {
            String text = frame.toString(StandardCharsets.ISO_8859_1);
            Matcher create = CREATE.matcher(text);
            int number = text.contains("MESSAGE_CREATE") && create.find() ? Integer.parseInt(create.group(1), 16) : -1;
            Fault fault = number < 0 ? null : fault(number);
            boolean swapped = held != null && text.contains("MESSAGE_CREATE");
            if (fault == null) pass(frame, number);
            else befall(fault, frame, create.start(), create.end());
            if (swapped && held != null) {
                pass(held, -1);
                held = null;
            }
        }

        /// @param from where the text begins
        private void befall(Fault fault, ByteBuf frame, int from, int to) {
            switch (fault.kind()) {
                case DROP -> frame.release();
                case DOUBLE -> {
                    pass(frame.copy(), fault.number());
                    pass(frame, fault.number());
                }
                case SWAP -> held = frame;
                case FLIP -> {
                    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(fault.seed());
                    int at = random.nextInt(from, to);
                    frame.setByte(at, frame.getByte(at) ^ (1 << random.nextInt(8)));
                    pass(frame, fault.number());
                }
            }
        }

        private @Nullable Fault fault(int number) {
            for (Fault fault : faults) if (fault.session() == session.number && fault.number() == number) return fault;
            return null;
        }

        /// @param number of the message; -1: no create
        private void pass(ByteBuf bytes, int number) {
            long nanos = delayed.test(number) ? delay.toNanos() : 0;
            if (nanos == 0 && waiting.isEmpty()) {
                write(bytes);
                return;
            }
            long now = System.nanoTime();
            lastDueNanos = now + Math.max(nanos, lastDueNanos - now);
            waiting.add(bytes);
            reader.eventLoop().schedule(() -> write(waiting.remove()), lastDueNanos - now, TimeUnit.NANOSECONDS);
        }

        private void write(ByteBuf bytes) {
            RandomGenerator random = chopping;
            if (random == null) {
                reader.writeAndFlush(bytes);
                return;
            }
            List<ByteBuf> pieces = new ArrayList<>();
            while (bytes.isReadable())
                pieces.add(bytes.readRetainedSlice(Math.min(bytes.readableBytes(), random.nextInt(1, 41))));
            bytes.release();
            pieces.forEach(reader::writeAndFlush);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            reader.eventLoop().schedule(() -> reader.close(), delay.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "to session %d", session.number);
        }
    }
}
