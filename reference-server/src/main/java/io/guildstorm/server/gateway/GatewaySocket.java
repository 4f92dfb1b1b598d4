package io.guildstorm.server.gateway;

import io.guildstorm.server.gateway.GatewaySettings.Writes;
import io.guildstorm.server.gateway.frame.ClientFrames;
import io.guildstorm.server.gateway.frame.CloseCode;
import io.guildstorm.server.gateway.frame.CloseCode.Fate;
import io.guildstorm.server.gateway.frame.Compression;
import io.guildstorm.server.gateway.frame.ServerFrames;
import io.guildstorm.server.gateway.frame.SharedStream;
import io.guildstorm.server.gateway.members.MemberRequests;
import io.guildstorm.server.gateway.session.DeadlineWheel;
import io.guildstorm.server.gateway.session.Outlet;
import io.guildstorm.server.gateway.session.Session;
import io.guildstorm.server.meter.Meter;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.GatewayCommand.Attention;
import io.guildstorm.server.wire.GatewayCommand.RequestMembers;
import io.guildstorm.server.wire.Presence.Claim;
import io.guildstorm.server.wire.Viewport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One client's WebSocket: the only handler of its channel but for TLS. It reads payloads, answers heartbeats, guards
/// the
/// limits of a connection, and lends itself to a session.
///
/// **Owner:** the lane of its channel. In the lane's [DeadlineWheel] from the upgrade until the channel is closed.
final class GatewaySocket extends ChannelInboundHandlerAdapter
        implements Outlet, ClientFrames.Listener, DeadlineWheel.Timed {
    private static final byte[] ACK = ServerFrames.control(11, "null");
    private static final byte[] INVALID_SESSION = ServerFrames.control(9, "false");
    private static final byte[] RECONNECT = ServerFrames.control(7, "null");
    private static final long COMMANDS_WINDOW_NANOS = 60_000_000_000L;
    private static final long CLOSING_NANOS = 2_000_000_000L;

    private final GatewayLane lane;
    /// Null: payloads are compressed each for itself, or not at all. Its first payload is HELLO.
    private final @Nullable Compression stream;
    private final ClientFrames frames = new ClientFrames(this);
    private final String resumeUrl;
    private @Nullable ChannelHandlerContext context;
    /// Null: plain text.
    private @Nullable Compression compression;
    /// What goes past the pipeline would go past TLS.
    private boolean encrypted;
    private @Nullable Session session;
    /// Most clients never ask.
    private @Nullable MemberRequests members;
    /// To be worked for until its sign-in is over; null: it signs in no more, or waits for its turn.
    private Admission.@Nullable Permit permit;

    private State state = State.GREETED;
    private long deadlineNanos;
    private long windowEndNanos;
    private int commands;
    private long place = DeadlineWheel.NOWHERE;

    enum State {
        /// HELLO was sent; neither identified nor resumed.
        GREETED,
        /// An identify or a resume was asked for; its turn may not have come.
        SIGNING_IN,
        IDENTIFIED,
        /// A close frame was sent; nothing that comes in counts but the client's own.
        CLOSING
    }

    /// @param resumeUrl where the client comes back to
    /// @param stream compresses all that it is sent, HELLO first; null: none does
    GatewaySocket(GatewayLane lane, String resumeUrl, @Nullable Compression stream) {
        this.lane = lane;
        this.resumeUrl = resumeUrl;
        this.stream = stream;
        compression = stream;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        encrypted = Gateway.isEncrypted(added.pipeline());
        added.channel().closeFuture().addListener(_ -> closed()); // in the same call as close(2)
        deadlineNanos = lane.now() + lane.heartbeatTimeoutNanos();
        lane.wheel().put(this);
    }

    private void closed() {
        if (session != null) {
            session.unplugged();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        frames.stop();
        lane.wheel().remove(this);
        state = State.CLOSING;
        letGo(Fate.KEPT);
        if (stream != null) {
            stream.end();
        }
        context = null;
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        if (message instanceof ByteBuf bytes) {
            frames.read(bytes);
        } else {
            ReferenceCountUtil.release(message); // the end of the HTTP request
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        from.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        from.close(); // a reset, or a fault of ours: either way the client resumes
        lane.failed(cause);
    }

    @Override
    public void text(String payload) {
        if (state != State.CLOSING && counted()) {
            Commands.obey(this, lane, payload);
        }
    }

    /// False: there were too many.
    private boolean counted() {
        long now = lane.now();
        if (now - windowEndNanos >= 0 || commands == 0) {
            windowEndNanos = now + COMMANDS_WINDOW_NANOS;
            commands = 0;
        }
        if (++commands > lane.settings().commandsPerMinute()) {
            close(CloseCode.RATE_LIMITED);
            return false;
        }
        return true;
    }

    State state() {
        return state;
    }

    String resumeUrl() {
        return resumeUrl;
    }

    void beat(int seen) {
        deadlineNanos = lane.now() + lane.heartbeatTimeoutNanos();
        if (session != null) {
            session.heartbeat(seen);
        }
        send(ACK);
    }

    void presence(Claim now) {
        if (session != null) {
            session.presence(now);
        }
    }

    /// @param viewport null: as before
    /// @param shown null: as before
    void attend(GuildId guild, Attention attention, @Nullable Viewport viewport, @Nullable List<UserId> shown) {
        if (session != null && shown != null) {
            session.show(guild, shown);
        }
        if (session != null && attention != Attention.UNCHANGED) {
            session.attend(guild, attention == Attention.OPEN);
        }
        if (session != null && viewport != null) {
            session.look(guild, viewport);
        }
    }

    void tellMembers(RequestMembers request) {
        if (session != null) {
            if (members == null) {
                members = new MemberRequests(lane.guilds(), lane.presences(), lane.lane());
            }
            var asker = session;
            var answers = members;
            asker.whenUnknown(() -> answers.answer(request, asker, this));
        }
    }

    /// Whether each payload from here on is compressed for itself; a stream is not compressed once more.
    void compressPayloads(boolean wanted) {
        if (stream == null) {
            compression = wanted ? lane.documents() : null;
        }
    }

    /// Runs `work`, an identify or a resume, when its turn has come. Until [#attach] or [#refuse]; heartbeats are
    /// answered meanwhile.
    void signIn(Runnable work) {
        state = State.SIGNING_IN;
        lane.admission().signIn(taken -> {
            if (state == State.SIGNING_IN) {
                permit = taken;
                work.run();
            } else {
                taken.release(); // closed before its turn
            }
        });
    }

    @Override
    public void signedIn() {
        if (permit != null) {
            permit.release();
            permit = null;
        }
    }

    @Override
    public void attach(Session its) {
        session = its;
        state = State.IDENTIFIED;
    }

    @Override
    public void refuse() {
        session = null;
        state = State.GREETED;
        signedIn();
        send(INVALID_SESSION);
        flush();
    }

    @Override
    public void ping(byte[] data) {
        var to = context;
        if (to == null || state == State.CLOSING) {
            return;
        }
        if (!to.channel().isWritable()) {
            to.flush(); // what one read brought may be much, and yet be taken
        }
        if (to.channel().isWritable()) {
            write(to, ServerFrames.pong(to.alloc(), data));
        } else {
            lane.lane().tally().add(Meter.CLOSES_SLOW, 1);
            close(CloseCode.RESUME, "slow consumer");
        }
    }

    @Override
    public void closing(int code) {
        boolean answer = state == State.CLOSING;
        state = State.CLOSING;
        if (!answer) { // ours coming back says nothing about the session
            letGo(code == 1000 || code == 1001 ? Fate.DROPPED : Fate.KEPT);
        }
        if (context == null) {
            return;
        }
        if (answer) {
            context.close();
        } else {
            context.writeAndFlush(ServerFrames.close(context.alloc(), code, ""))
                    .addListener(ChannelFutureListener.CLOSE);
            expectEnd();
        }
    }

    void close(CloseCode code) {
        close(code, code.reason());
    }

    @Override
    public void close(CloseCode code, String reason) {
        if (state == State.CLOSING || context == null) {
            return;
        }
        state = State.CLOSING;
        letGo(code.fate());
        context.writeAndFlush(ServerFrames.close(context.alloc(), code.number(), reason), context.voidPromise());
        expectEnd();
    }

    private void expectEnd() {
        deadlineNanos = lane.now() + CLOSING_NANOS;
        lane.wheel().put(this);
    }

    private void letGo(Fate fate) {
        signedIn();
        var its = session;
        session = null;
        if (its != null && fate == Fate.KEPT) {
            its.detach();
        } else if (its != null) {
            its.end();
        }
    }

    /// The server stops: come back, to whoever is there then.
    void restart() {
        if (state != State.CLOSING) {
            send(RECONNECT);
            close(CloseCode.RESTART);
        }
    }

    @Override
    public @Nullable ChannelHandlerContext direct() {
        return isDirect() ? context : null;
    }

    private boolean isDirect() {
        return compression == null || compression instanceof SharedStream;
    }

    @Override
    public @Nullable SharedStream stream() {
        return compression instanceof SharedStream shared ? shared : null;
    }

    @Override
    public int descriptor() {
        boolean ours = isDirect() && !encrypted && lane.settings().writes() != Writes.NETTY;
        return ours && context != null && context.channel() instanceof EpollSocketChannel channel && channel.isOpen()
                ? channel.fd().intValue()
                : -1;
    }

    @Override
    public void send(byte[] prefix, int s, byte[] rest) {
        send(ServerFrames.payload(prefix, s, rest));
    }

    @Override
    public void send(byte[] payload) {
        var to = context;
        if (to == null || state == State.CLOSING) {
            return;
        }
        write(to, frame(payload));
    }

    /// The door of the pipeline: while it holds anything, the session may not write past it.
    private void write(ChannelHandlerContext to, ByteBuf frame) {
        if (session != null) {
            session.written();
        }
        to.write(frame, to.voidPromise());
    }

    /// The first payload, which begins the stream if there is one.
    ByteBuf hello(byte[] payload) {
        var alloc = ByteBufAllocator.DEFAULT;
        return stream == null ? ServerFrames.text(alloc, payload) : ServerFrames.binary(alloc, stream.first(payload));
    }

    /// What makes a payload fit for this socket; it has to be sent, as compression remembers it.
    private ByteBuf frame(byte[] payload) {
        var alloc = ByteBufAllocator.DEFAULT;
        return compression == null
                ? ServerFrames.text(alloc, payload)
                : ServerFrames.binary(alloc, compression.compress(payload));
    }

    @Override
    public long waitingBytes() {
        var buffer = context == null ? null : context.channel().unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    @Override
    public void flush() {
        if (context != null) {
            context.flush();
        }
    }

    @Override
    public void cut() {
        if (context != null) {
            context.close();
        }
    }

    @Override
    public void whenGone(Runnable then) {
        if (context == null) {
            then.run();
        } else {
            context.channel().closeFuture().addListener(_ -> lane.execute(then));
        }
    }

    /// An empty write behind all others is done when they are.
    @Override
    public void whenSent(Runnable then) {
        if (context != null) {
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> {
                if (sent.isSuccess()) {
                    lane.execute(then); // not here: Netty lowers what it counts as waiting after it tells listeners
                }
            });
        }
    }

    @Override
    public boolean open() {
        return context != null && state != State.CLOSING;
    }

    @Override
    public long deadlineNanos() {
        return deadlineNanos;
    }

    @Override
    public void due() {
        if (state == State.CLOSING) {
            if (context != null) {
                context.close();
            }
        } else {
            close(CloseCode.SESSION_TIMED_OUT);
        }
    }

    @Override
    public long place() {
        return place;
    }

    @Override
    public void place(long newPlace) {
        place = newPlace;
    }
}
