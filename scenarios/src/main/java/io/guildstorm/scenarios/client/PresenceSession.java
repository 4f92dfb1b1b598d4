package io.guildstorm.scenarios.client;

import io.guildstorm.scenarios.check.Status;
import io.guildstorm.scenarios.schedule.Ticker;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.RecvByteBufAllocator;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One session of the gateway protocol whose only interest is who is online: it identifies, shows users, changes its
/// own
/// status, and leaves, or is cut. It reads every status that it is told.
///
/// **Owner:** its event loop. It has no timer: [#sweep] is called a few times a second.
public final class PresenceSession extends ChannelInboundHandlerAdapter implements FrameWalker.Sink {
    private static final int NORMAL = 1000;
    private static final int CUT = 1006;
    private static final int PROTOCOL_ERROR = 1002;
    private static final int RECONNECT = 4200;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private enum State {
        UPGRADING,
        STARTING,
        READY,
        /// We have left, or were cut by ourselves.
        LEFT,
        CLOSED
    }

    /// What sessions of one event loop share.
    /// @param aware whether the server may put the statuses of a window into one dispatch
    public record Loop(
            String host,
            int port,
            String pathAndQuery,
            boolean aware,
            ReceiveBuffer buffer,
            WireCounters counters,
            Ticker ticker) {}

    /// Whose session it is.
    /// @param guilds that it is in, whose GUILD_CREATE it waits for
    /// @param heartbeatPhase point of the interval at which the first heartbeat is due, between 0 and 1
    public record Self(long id, String token, int guilds, double heartbeatPhase) {}

    private final Loop loop;
    private final Self self;
    private final PresenceEvents events;
    private final PresenceReader reader = new PresenceReader();
    private final KeptBytes kept;
    private final Heartbeats heartbeats = new Heartbeats();
    private @Nullable ChannelHandlerContext context;
    private State state = State.UPGRADING;
    private long startedNanos;
    private int guildsLeft;
    private long lastSequence = -1;
    private long readNanos;

    public PresenceSession(Loop loop, Self self, PresenceEvents events) {
        this.loop = loop;
        this.self = self;
        this.events = events;
        this.kept = new KeptBytes(loop.buffer());
    }

    /// What its channel must receive with.
    public RecvByteBufAllocator receiving() {
        return kept;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        String request = Upgrade.request(loop.host(), loop.port(), loop.pathAndQuery());
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
            if (Upgrade.endless(to)) end(PROTOCOL_ERROR, "upgrade answered without end");
            return -1;
        }
        String refusal = Upgrade.refusal(in, end);
        if (refusal != null) {
            end(PROTOCOL_ERROR, refusal);
            return -1;
        }
        state = State.STARTING;
        return end;
    }

    @Override
    public void frame(int opcode, MemorySegment in, int from, int to) {
        switch (opcode) {
            case FrameWalker.TEXT -> text(in, from, to);
            case FrameWalker.CLOSE -> closeFrame(in, from, to);
            case FrameWalker.PING ->
                send(ClientFrames.frame(context().alloc(), FrameWalker.PONG, DispatchReader.bytes(in, from, to)));
            case FrameWalker.PONG -> {}
            default -> broken("frame of kind " + opcode);
        }
    }

    private void text(MemorySegment in, int from, int to) {
        byte[] payload = DispatchReader.bytes(in, from, to);
        try {
            if (reader.isPresence(payload, payload.length)) presence(payload);
            else other(payload);
        } catch (IOException unreadable) {
            broken(String.valueOf(unreadable.getMessage()));
        }
    }

    private void presence(byte[] payload) throws IOException {
        sequence(reader.sequence(payload, payload.length));
        int told = reader.statuses(payload, payload.length, this::told);
        events.dispatch(told, FrameWalker.frameBytes(payload.length), readNanos);
    }

    private void told(long user, Status status) {
        events.told(user, status, readNanos);
    }

    private void other(byte[] payload) throws IOException {
        Payload read = Payload.parse(payload);
        if (read.op() != 0) {
            control(read);
            return;
        }
        sequence(read.sequence());
        if ("READY".equals(read.type())) {
            startedNanos = readNanos;
            guildsLeft = self.guilds();
        } else if (PresenceReader.isGuild(payload, payload.length)) {
            guild(payload);
        }
    }

    private void sequence(long sequence) {
        if (lastSequence >= 0 && sequence != lastSequence + 1) loop.counters().sequenceBroke();
        if (sequence >= 0) lastSequence = sequence;
    }

    /// It carries one's own status too, which is nothing told.
    private void guild(byte[] payload) throws IOException {
        int[] others = {0};
        reader.guildStatuses(payload, payload.length, (user, status) -> {
            if (user == self.id()) return;
            others[0]++;
            told(user, status);
        });
        if (others[0] > 0) events.dispatch(others[0], payload.length, readNanos);
        if (--guildsLeft != 0 || state != State.STARTING) return;
        state = State.READY;
        events.ready(startedNanos, readNanos);
    }

    private void control(Payload payload) {
        switch (payload.op()) {
            case 10 -> {
                heartbeats.begin(readNanos, payload.heartbeatMillis() * NANOS_PER_MILLI, self.heartbeatPhase());
                say(PresencePayloads.identify(self.token(), loop.aware()));
            }
            case 11 -> heartbeats.isMark();
            case 1 -> heartbeats.hurry(readNanos);
            case 7 -> end(RECONNECT, "asked to reconnect");
            case 9 -> end(NORMAL, "invalid session");
            default -> broken("op " + payload.op());
        }
    }

    /// From now on it shows these members of a guild, beside those whom it shows already.
    /// @param members a hundred at most, so that the payload is not too long
    public void show(String guild, Collection<String> members) {
        say(PresencePayloads.show(guild, members));
    }

    /// From now on it shows nobody of a guild.
    public void showNobody(String guild) {
        say(PresencePayloads.show(guild, List.of()));
    }

    /// Its own status.
    public void change(Status to) {
        say(PresencePayloads.change(to));
    }

    /// Closes with 1000.
    public void sayGoodbye() {
        if (!open() || context == null) return;
        state = State.LEFT;
        heartbeats.end();
        send(ClientFrames.close(context().alloc(), NORMAL));
    }

    /// Closes the socket without a word.
    public void cut() {
        if (!open() || context == null) return;
        state = State.LEFT;
        heartbeats.end();
        context().close();
    }

    /// Sends the heartbeat if it is due.
    public void sweep(long nanos) {
        if (!heartbeats.due(nanos) || !open()) return;
        if (!heartbeats.send(nanos)) loop.counters().heartbeatUnanswered();
        say(PresencePayloads.heartbeat(lastSequence));
    }

    @Override
    public boolean open() {
        return state == State.UPGRADING || state == State.STARTING || state == State.READY;
    }

    /// Whether it is told statuses.
    public boolean isReady() {
        return state == State.READY;
    }

    @Override
    public void broken(String why) {
        end(PROTOCOL_ERROR, why);
    }

    private void closeFrame(MemorySegment in, int from, int to) {
        int code = to - from < 2
                ? 1005
                : (in.get(ValueLayout.JAVA_BYTE, from) & 0xff) << 8 | (in.get(ValueLayout.JAVA_BYTE, from + 1L) & 0xff);
        end(code == 1005 ? NORMAL : code, "closed with " + code);
    }

    private void end(int code, String why) {
        ended(code, why);
        if (context == null) return;
        context()
                .writeAndFlush(ClientFrames.close(context().alloc(), code))
                .addListener(_ -> context().close());
    }

    /// Gives up on a connection that never was.
    public void failed(String why) {
        ended(CUT, why);
    }

    private void ended(int code, String why) {
        boolean was = open();
        state = State.CLOSED;
        heartbeats.end();
        if (was) events.ended(code, why);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ended(CUT, "cut without a close frame");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ended(CUT, String.valueOf(cause.getMessage()));
        ctx.close();
    }

    private void say(String payload) {
        if (open()) send(ClientFrames.text(context().alloc(), payload));
    }

    private void send(ByteBuf frame) {
        context().writeAndFlush(frame, context().voidPromise());
    }

    private ChannelHandlerContext context() {
        if (context == null) throw new IllegalStateException("not connected yet");
        return context;
    }
}
