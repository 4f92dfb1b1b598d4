package io.guildstorm.scenarios.client;

import com.github.luben.zstd.ZstdOutputStream;
import io.guildstorm.scenarios.check.MarkedText;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;

/// A gateway of the test's own, true to the protocol: HELLO, IDENTIFY, READY, GUILD_CREATE, heartbeats, dispatches
/// with `s`, resumes, and one compressed stream a connection for who asks for one. It sends what the test tells it to,
/// writes
/// the sender's log of it, and closes when told.
public final class ScriptedGateway implements AutoCloseable {
    public static final String GUILD = "1166166166166166166";
    public static final String CHANNEL = "1177177177177177177";
    public static final long AUTHOR = 1_155_155_155_155_155_155L;
    private static final long FIRST_ID = 1_181_881_881_881_000_000L;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger heartbeats = new AtomicInteger();
    private final AtomicInteger comers = new AtomicInteger();
    private final List<Runnable> held = new ArrayList<>(); // of the loop
    private volatile boolean holding;
    private volatile int left = -1;
    private final StringBuilder sent =
            new StringBuilder("number,intended_ns,started_ns,answered_ns,status,outcome,message_id,author_id\n");
    private final StringBuilder changes = new StringBuilder("number,kind,edit_number,started_ns,answered_ns,outcome\n");
    private final int heartbeatMillis;
    private final Channel listener;
    private int textLength = 120;

    public ScriptedGateway(int heartbeatMillis) {
        this.heartbeatMillis = heartbeatMillis;
        listener = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(65_536))
                                .addLast(
                                        new WebSocketServerProtocolHandler("/gateway", null, true, 65_536, false, true))
                                .addLast(new Session());
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
    }

    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    public int heartbeats() {
        return heartbeats.get();
    }

    /// Who identifies or resumes from now on waits for [#letIn].
    public void hold() {
        comers.set(0);
        holding = true;
    }

    /// How many have asked to be let in since then.
    public int comers() {
        return comers.get();
    }

    public void letIn() {
        group.submit(() -> {
                    holding = false;
                    held.forEach(Runnable::run);
                    held.clear();
                })
                .syncUninterruptibly();
    }

    /// Its session cannot be resumed any more.
    public void forget(String token) {
        sessions.remove(token);
    }

    /// What is replayed from now on leaves out this message.
    public void leaveOut(int number) {
        left = number;
    }

    /// Of the texts sent from now on.
    public void textLength(int length) {
        textLength = length;
    }

    /// One message to all sessions, intended now.
    public void create(int number) {
        create(number, this::toAll);
    }

    private void create(int number, BiConsumer<String, String> readers) {
        long intended = System.nanoTime();
        String text = MarkedText.create(number, intended, textLength);
        long started = System.nanoTime();
        readers.accept("MESSAGE_CREATE", message(number, text));
        row(sent, number, intended, started, System.nanoTime(), 200, "acknowledged", FIRST_ID + number, AUTHOR);
    }

    public void edit(int number, int edit) {
        long started = System.nanoTime();
        toAll("MESSAGE_UPDATE", message(number, MarkedText.edit(number, edit, textLength)));
        row(changes, number, "edit", edit, started, System.nanoTime(), "acknowledged");
    }

    public void delete(int number) {
        long started = System.nanoTime();
        toAll("MESSAGE_DELETE", "{\"id\":\"" + (FIRST_ID + number) + "\"," + place() + "}");
        row(changes, number, "delete", "", started, System.nanoTime(), "acknowledged");
    }

    /// To those that have opened the guild, as it stands.
    public void toOpen(String type, String data) {
        sessions.values().stream().filter(session -> session.open).forEach(session -> session.dispatch(type, data));
    }

    /// One message, intended now, to those that have opened the guild.
    public void createForOpen(int number) {
        create(number, this::toOpen);
    }

    /// To everyone, as it stands.
    public void toAll(String type, String data) {
        sessions.values().forEach(session -> session.dispatch(type, data));
    }

    /// Of the marked text of message `number`, as it was never sent.
    public static String message(int number, String text) {
        return "{\"guild_id\":\"" + GUILD + "\",\"id\":\"" + (FIRST_ID + number) + "\",\"channel_id\":\"" + CHANNEL
                + "\",\"type\":0,\"content\":\"" + text
                + "\",\"mentions\":[],\"author\":{\"username\":\"ann\",\"id\":\""
                + AUTHOR
                + "\"},\"member\":{\"user\":{\"id\":\"1\"},\"roles\":[]},\"timestamp\":\"2026-01-01T00:00:00Z\"}";
    }

    public static String place() {
        return "\"guild_id\":\"" + GUILD + "\",\"channel_id\":\"" + CHANNEL + "\"";
    }

    private static synchronized void row(StringBuilder file, Object... cells) {
        for (int i = 0; i < cells.length; i++) file.append(i == 0 ? "" : ",").append(cells[i]);
        file.append('\n');
    }

    public Path sentFile(Path folder) throws IOException {
        return Files.writeString(folder.resolve("sent.gatling-0.csv"), sent);
    }

    public Path changesFile(Path folder) throws IOException {
        return Files.writeString(folder.resolve("changes.gatling-0.csv"), changes);
    }

    /// Ends a session with a close frame.
    public void close(String token, int code, String reason) {
        session(token).end(new CloseWebSocketFrame(code, reason));
    }

    /// Ends it without one.
    public void cut(String token) {
        session(token).cut();
    }

    private Session session(String token) {
        var session = sessions.get(token);
        if (session == null) throw new IllegalArgumentException("no session of " + token);
        return session;
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Session extends SimpleChannelInboundHandler<WebSocketFrame> {
        private volatile @Nullable ChannelHandlerContext context;
        private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        /// Null: payloads are text.
        private volatile @Nullable OutputStream stream;
        private volatile boolean open;
        private final List<String> dispatches = new ArrayList<>(); // of the loop, `s` of the first is 1
        private @Nullable Session successor;

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete done) {
                stream = streamFor(done.requestUri());
                context = ctx;
                text("{\"t\":null,\"s\":null,\"op\":10,\"d\":{\"heartbeat_interval\":" + heartbeatMillis + "}}");
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
            if (!(frame instanceof TextWebSocketFrame text)) return;
            String payload = text.text();
            if (payload.contains("\"op\":1,")) {
                heartbeats.incrementAndGet();
                text("{\"t\":null,\"s\":null,\"op\":11,\"d\":null}");
            } else if (payload.contains("\"op\":2,") || payload.contains("\"op\":6,")) {
                comers.incrementAndGet();
                Runnable coming = () -> come(payload);
                if (holding) held.add(coming);
                else coming.run();
            } else if (payload.contains("\"op\":14,") && payload.contains("\"typing\":true")) {
                dispatch("PASSIVE_UPDATE_V2", "{\"guild_id\":\"" + GUILD + "\",\"updated_channels\":[]}");
                open = true;
            }
        }

        private void come(String payload) {
            String token = payload.replaceAll(".*\"token\":\"([^\"]*)\".*", "$1");
            if (payload.contains("\"op\":2,")) identify(token);
            else resume(token, Integer.parseInt(payload.replaceAll(".*\"seq\":(\\d+).*", "$1")));
        }

        private void resume(String token, int seen) {
            Session before = sessions.get(token);
            if (before == null) {
                text("{\"t\":null,\"s\":null,\"op\":9,\"d\":false}");
                return;
            }
            before.successor = this;
            sessions.put(token, this);
            dispatches.addAll(before.dispatches);
            dispatches.stream()
                    .skip(seen)
                    .filter(payload -> !payload.contains("\"id\":\"" + (FIRST_ID + left) + "\""))
                    .map(this::withoutWhatIsGone)
                    .forEach(this::text);
            dispatch("RESUMED", "{}");
        }

        /// A create whose message was deleted since is told as its delete, under the same `s`.
        private String withoutWhatIsGone(String payload) {
            var id = payload.replaceAll(".*?\"id\":\"(\\d+)\".*", "$1");
            boolean gone = payload.contains("MESSAGE_CREATE")
                    && dispatches.stream().anyMatch(it -> it.contains("MESSAGE_DELETE") && it.contains(id));
            return gone
                    ? payload.replaceAll("_CREATE(\".*\"d\":).*", "_DELETE$1{\"id\":\"" + id + "\"," + place() + "}}")
                    : payload;
        }

        private void identify(String token) {
            if (token.startsWith("bad")) {
                end(new CloseWebSocketFrame(4004, "Authentication failed."));
                return;
            }
            dispatch(
                    "READY",
                    "{\"v\":10,\"user\":{\"id\":\"9\"},\"guilds\":[{\"id\":\"" + GUILD
                            + "\",\"unavailable\":true}],\"session_id\":\"" + token + "\"}");
            dispatch(
                    "GUILD_CREATE",
                    "{\"id\":\"" + GUILD + "\",\"unavailable\":false,\"members\":[{\"user\":{\"id\":\"9\"}}]}");
            sessions.put(token, this);
        }

        void dispatch(String type, String data) {
            var to = context;
            if (to == null) return;
            to.executor().execute(() -> number(type, data));
        }

        private void number(String type, String data) {
            if (successor != null) {
                successor.number(type, data);
                return;
            }
            dispatches.add(String.format(
                    Locale.ROOT, "{\"t\":\"%s\",\"s\":%d,\"op\":0,\"d\":%s}", type, dispatches.size() + 1, data));
            text(dispatches.getLast());
        }

        private void text(String payload) {
            var to = context;
            if (to == null) return;
            if (stream == null) to.writeAndFlush(new TextWebSocketFrame(payload));
            else to.writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(compressed(payload))));
        }

        private @Nullable OutputStream streamFor(String uri) {
            try {
                if (uri.contains("compress=zlib-stream")) return new DeflaterOutputStream(compressed, true);
                return uri.contains("compress=zstd-stream") ? new ZstdOutputStream(compressed) : null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private byte[] compressed(String payload) {
            try {
                var to = Objects.requireNonNull(stream);
                to.write(payload.getBytes(StandardCharsets.UTF_8));
                to.flush();
                byte[] frame = compressed.toByteArray();
                compressed.reset();
                return frame;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void end(CloseWebSocketFrame frame) {
            var to = context;
            if (to != null) to.executor().execute(() -> to.writeAndFlush(frame));
        }

        void cut() {
            var to = context;
            if (to != null)
                to.executor().execute(() -> to.pipeline().firstContext().close()); // past the close handshake
        }
    }
}
