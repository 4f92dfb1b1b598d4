package io.guildstorm.scenarios.client;

import io.guildstorm.scenarios.client.Event.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.RecvByteBufAllocator;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One session of the gateway protocol, as a client library keeps it: upgrade, HELLO, IDENTIFY, READY, heartbeats,
/// dispatches, the close handshake. One connection: whatever ends it is final. Where a session is to be resumed, its
/// [#successor] is told the [Departure].
///
/// **Owner:** its event loop. It has no timer: [#sweep] is called for all sessions of a loop a few times a second,
/// and sends the heartbeats that are due; the first is due at a random point of the interval, as clients do.
/// @param <A> what the loop notes of a message
public final class GatewaySession<A> extends ChannelInboundHandlerAdapter implements FrameWalker.Sink {
    private static final int NORMAL = 1000;
    private static final int CUT = 1006;
    private static final int PROTOCOL_ERROR = 1002;
    private static final int RECONNECT = 4200; // what libraries close with to come back
    private static final long NANOS_PER_MILLI = 1_000_000;

    private enum State {
        UPGRADING,
        /// Until READY and the measured guild came.
        STARTING,
        READY,
        CLOSING,
        CLOSED
    }

    private final LoopContext<A> loop;
    private final String token;
    private final double heartbeatPhase;
    private final Attention attention;
    private final SessionEvents<A> events;
    private final KeptBytes kept;
    private final Heartbeats heartbeats = new Heartbeats();
    private @Nullable ChannelHandlerContext context;
    private State state = State.UPGRADING;
    private boolean saidReady;
    private @Nullable String sessionId;
    /// Null: it identifies.
    private @Nullable Departure resumes;
    private boolean turnedAway;
    private int lastEvent = -1;
    private long lastSequence = -1;
    private long readNanos;
    private int frameBytes;
    /// Null: nothing is compressed.
    private @Nullable StreamDecoder decoder;

    /// @param heartbeatPhase point of the interval at which the first heartbeat is due, between 0 and 1
    public GatewaySession(
            LoopContext<A> loop, String token, double heartbeatPhase, Attention attention, SessionEvents<A> events) {
        this.loop = loop;
        this.token = token;
        this.heartbeatPhase = heartbeatPhase;
        this.attention = attention;
        this.events = events;
        this.kept = new KeptBytes(loop.buffer());
    }

    /// The next connection of the same user, which identifies unless it is told what it [#resumes].
    public GatewaySession<A> successor(SessionEvents<A> told) {
        return new GatewaySession<>(loop, token, heartbeatPhase, attention, told);
    }

    /// It goes on where another connection of its session ended; to be told before it connects.
    public void resumes(Departure from) {
        resumes = from;
        sessionId = from.session();
        lastSequence = from.sequence();
        lastEvent = from.lastEvent();
    }

    /// What its channel must receive with.
    public RecvByteBufAllocator receiving() {
        return kept;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        var target = loop.target();
        decoder = StreamDecoder.of(target.pathAndQuery());
        String request = Upgrade.request(target.host(), target.port(), target.pathAndQuery());
        ctx.writeAndFlush(Unpooled.wrappedBuffer(request.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        readNanos = loop.ticker().nanos();
        var buffer = (ByteBuf) message;
        try {
            int to = buffer.writerIndex();
            loop.counters().read(to - kept.length());
            int from = 0;
            if (state == State.UPGRADING) {
                from = upgrade(to);
                if (from < 0) return;
            }
            int used = FrameWalker.walk(loop.buffer().bytes(), from, to, this);
            kept.keep(open() ? used : to, to);
        } finally {
            buffer.release();
        }
    }

    /// @return where frames begin, -1: not yet, or never
    private int upgrade(int to) {
        MemorySegment in = loop.buffer().bytes();
        int end = Upgrade.endOfHead(in, to);
        if (end < 0) {
            kept.keep(0, to);
            if (Upgrade.endless(to)) fail("upgrade answered without end");
            return -1;
        }
        String refusal = Upgrade.refusal(in, end);
        if (refusal != null) {
            fail(refusal);
            return -1;
        }
        state = State.STARTING;
        if (!loop.target().identifies()) becomeReady();
        return end;
    }

    @Override
    public void frame(int opcode, MemorySegment in, int from, int to) {
        frameBytes = FrameWalker.frameBytes(to - from);
        switch (opcode) {
            case FrameWalker.TEXT -> text(in, from, to);
            case FrameWalker.BINARY -> compressed(in, from, to);
            case FrameWalker.CLOSE -> closeFrame(in, from, to);
            case FrameWalker.PING -> {
                byte[] payload = DispatchReader.bytes(in, from, to);
                send(ClientFrames.frame(context().alloc(), FrameWalker.PONG, payload));
            }
            case FrameWalker.PONG -> {}
            default -> broken("frame of kind " + opcode);
        }
    }

    private void compressed(MemorySegment in, int from, int to) {
        if (decoder == null) {
            broken("a compressed frame, and nobody asked for it");
            return;
        }
        try {
            var payload = loop.payloads().empty();
            decoder.decode(in.asSlice(from, to - from).asByteBuffer(), payload);
            text(loop.payloads().bytes(), 0, payload.position());
        } catch (IOException e) {
            broken(String.valueOf(e.getMessage()));
        }
    }

    private void text(MemorySegment in, int from, int to) {
        Event<A> known = loop.reader().known(in, from, to, lastEvent);
        if (known != null) {
            lastEvent = known.index();
            dispatch(known, loop.reader().sequence());
            return;
        }
        try {
            Payload payload = Payload.parse(DispatchReader.bytes(in, from, to));
            if (payload.data().sessionId() != null && "READY".equals(payload.type()))
                sessionId = payload.data().sessionId();
            if (payload.op() == 0) unknown(loop.reader().first(payload, in, from, to));
            else control(payload);
        } catch (IOException notJson) {
            unknown(loop.reader().garbled(in, from, to));
        }
    }

    private void unknown(Event<A> event) {
        lastEvent = Math.max(lastEvent, event.index());
        dispatch(event, loop.reader().sequence());
    }

    private void dispatch(Event<A> event, long sequence) {
        if (lastSequence >= 0 && sequence != lastSequence + 1 && loop.target().identifies())
            loop.counters().sequenceBroke();
        if (sequence >= 0) lastSequence = sequence;
        events.event(event, frameBytes, readNanos);
        if (state == State.STARTING) start(event);
    }

    private void start(Event<A> event) {
        if (resumes != null) {
            if (event.kind() == Kind.RESUMED) becomeResumed();
            return;
        }
        if (event.kind() == Kind.READY) saidReady = true;
        if (!saidReady || event.content().guildId() != loop.target().guild()) return;
        switch (event.kind()) {
            case GUILD_CREATE -> {
                if (attention == Attention.OPEN)
                    say(ClientPayloads.opening(loop.target().guild()));
                else becomeReady();
            }
            case PASSIVE_UPDATE -> becomeReady(); // what is said behind it comes as it is said
            default -> {}
        }
    }

    private void becomeReady() {
        state = State.READY;
        lastEvent = loop.reader().newest();
        events.ready(readNanos);
    }

    private void becomeResumed() {
        state = State.READY;
        events.resumed(readNanos);
    }

    private void control(Payload payload) {
        switch (payload.op()) {
            case 10 -> {
                heartbeats.begin(readNanos, payload.heartbeatMillis() * NANOS_PER_MILLI, heartbeatPhase);
                say(
                        resumes == null
                                ? ClientPayloads.identify(token, loop.target().intents())
                                : ClientPayloads.resume(token, resumes));
            }
            case 11 -> {
                if (heartbeats.isMark()) events.probed();
            }
            case 1 -> heartbeats.hurry(readNanos);
            case 7 -> end(RECONNECT, "asked to reconnect");
            case 9 -> {
                turnedAway = resumes != null && state == State.STARTING;
                end(NORMAL, "invalid session");
            }
            default -> broken("op " + payload.op());
        }
    }

    /// Whether it asked to resume and was told to start afresh.
    public boolean turnedAway() {
        return turnedAway;
    }

    /// Whether live events come to it.
    public boolean ready() {
        return state == State.READY;
    }

    /// Sends the heartbeat if it is due.
    public void sweep(long nanos) {
        if (!heartbeats.due(nanos) || !open()) return;
        if (!heartbeats.send(nanos)) loop.counters().heartbeatUnanswered();
        beat();
    }

    /// Sends a heartbeat at once, whose answer is a mark in the stream: the server writes it among the dispatches, so
    /// what follows it was written after this call. [SessionEvents#probed] tells when it comes.
    public void probe() {
        if (!open() || context == null) return;
        heartbeats.sendMarked();
        beat();
    }

    private void beat() {
        say(ClientPayloads.heartbeat(lastSequence));
    }

    /// Whether nothing ended it yet.
    @Override
    public boolean open() {
        return state == State.UPGRADING || state == State.STARTING || state == State.READY;
    }

    /// Whether its socket is open, also while we wait for the other side's close.
    public boolean connected() {
        return context != null && context.channel().isActive();
    }

    @Override
    public void broken(String why) {
        end(PROTOCOL_ERROR, why);
    }

    private void closeFrame(MemorySegment in, int from, int to) {
        int code = to - from < 2
                ? 1005
                : (in.get(ValueLayout.JAVA_BYTE, from) & 0xff) << 8 | (in.get(ValueLayout.JAVA_BYTE, from + 1L) & 0xff);
        String reason =
                to - from <= 2 ? "" : new String(DispatchReader.bytes(in, from + 2, to), StandardCharsets.UTF_8);
        ended(code, "closed with " + code + (reason.isEmpty() ? "" : " " + reason));
        context()
                .writeAndFlush(ClientFrames.close(context().alloc(), code == 1005 ? NORMAL : code))
                .addListener(_ -> context().close());
    }

    /// We end it because of what the other side did.
    private void end(int code, String why) {
        ended(code, why);
        context()
                .writeAndFlush(ClientFrames.close(context().alloc(), code))
                .addListener(_ -> context().close());
    }

    /// Reads no more, and so becomes a slow consumer.
    public void stopReading() {
        context().channel().config().setAutoRead(false);
    }

    /// Reads what has been waiting, and goes on reading.
    public void readAgain() {
        if (connected()) context().channel().config().setAutoRead(true);
    }

    /// We leave, with the close handshake; the socket closes when the other side answers.
    public void leave() {
        if (!open() || context == null) return;
        state = State.CLOSING;
        send(ClientFrames.close(context().alloc(), NORMAL));
    }

    /// Cuts its socket without a word, as a broken network does: the kernel sends a reset, and what lies in the socket
    /// is gone. [SessionEvents] are told nothing.
    /// @return where it can be gone on with; null: it was never ready
    public @Nullable Departure cut() {
        state = State.CLOSED;
        heartbeats.end();
        context().channel().config().setOption(ChannelOption.SO_LINGER, 0);
        context().close();
        return sessionId == null ? null : new Departure(sessionId, lastSequence, lastEvent);
    }

    /// Gives up on a session that does not become ready.
    public void fail(String reason) {
        if (!open() || state == State.READY) return;
        state = State.CLOSED;
        events.failed(reason);
        if (context != null) context.close();
    }

    private void ended(int code, String why) {
        State before = state;
        state = State.CLOSED;
        heartbeats.end();
        if (before == State.READY) events.closed(code, readNanos);
        else if (before != State.CLOSING && before != State.CLOSED) events.failed(why);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        readNanos = loop.ticker().nanos();
        ended(CUT, "cut without a close frame");
        if (decoder != null) decoder.end();
        decoder = null;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        readNanos = loop.ticker().nanos();
        ended(CUT, String.valueOf(cause.getMessage()));
        ctx.close();
    }

    private void say(String payload) {
        send(ClientFrames.text(context().alloc(), payload));
    }

    private void send(ByteBuf frame) {
        context().writeAndFlush(frame, context().voidPromise());
    }

    private ChannelHandlerContext context() {
        if (context == null) throw new IllegalStateException("not connected yet");
        return context;
    }
}
