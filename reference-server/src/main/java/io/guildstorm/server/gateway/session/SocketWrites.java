package io.guildstorm.server.gateway.session;

import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.gateway.frame.CloseCode;
import io.guildstorm.server.gateway.frame.DispatchFrame;
import io.guildstorm.server.gateway.session.LaneSessions.Limits;
import io.guildstorm.server.gateway.session.LaneSessions.Place;
import io.guildstorm.server.gateway.socket.SocketBatch;
import io.guildstorm.server.meter.Meter;
import io.guildstorm.server.meter.Tally;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How the frames of a lane's sessions reach their sockets, and what becomes of sockets that do not take them. By
/// slot, as [Deliveries] gives them.
///
/// A plain socket is one that takes frames which others take too, be they text or of a shared stream. If the transport
/// leaves it to us it gets them by one `send` for all that follow each other; what it does not take goes to its
/// pipeline, and while that holds a byte of it, everything does, or an answer to a heartbeat could stand in the middle
/// of a frame. Other sockets (compressed each for itself, or of a transport that writes for itself) have their pipeline
/// only, flushed once a turn of the lane.
///
/// **Owner:** the lane.
final class SocketWrites {
    /// In place of a descriptor: through the pipeline, until that has nothing left.
    private static final int PIPELINE = -1;
    /// In place of a descriptor: through the pipeline for ever.
    private static final int NEVER = -2;

    private final Lane lane;
    private final Tally tally;
    private final ByteBufAllocator alloc = ByteBufAllocator.DEFAULT;
    private final int queueBytesMax;
    private final Backlog backlog;

    /// By slot: the session, the descriptor or what stands for it, where plain frames go (null: no socket, or
    /// compressed for itself), and whether something was written to the pipeline that is not flushed.
    private @Nullable Session[] session = new Session[Deliveries.FEWEST];

    private int[] descriptor = new int[Deliveries.FEWEST];
    private @Nullable ChannelHandlerContext[] plain = new ChannelHandlerContext[Deliveries.FEWEST];
    private boolean[] written = new boolean[Deliveries.FEWEST];

    private int[] unflushed = new int[Deliveries.FEWEST];
    private int[] flushing = new int[Deliveries.FEWEST];
    private int unflushedCount;

    /// Frames that are not given to the system yet.
    private final SocketBatch batch;

    private final Runnable afterFlush;
    private boolean flushDue;
    private long deliveredSinceFlush;
    private long bytesSinceFlush;

    /// @param afterFlush run whenever all that was written has left for the sockets
    SocketWrites(Place place, Limits limits, Runnable afterFlush) {
        this.lane = place.lane();
        this.tally = place.tally();
        this.batch = place.batch();
        this.queueBytesMax = limits.queueBytesMax();
        this.backlog = new Backlog(limits.backlogBytesMax());
        this.afterFlush = afterFlush;
    }

    void enter(Session one) {
        session[one.slot] = one;
        descriptor[one.slot] = NEVER;
        plain[one.slot] = null;
    }

    void leave(Session one) {
        detach(one);
        session[one.slot] = null;
    }

    void attach(Session one, Outlet outlet) {
        plain[one.slot] = outlet.direct();
        descriptor[one.slot] = outlet.descriptor() < 0 ? NEVER : PIPELINE;
        pipelined(one.slot);
    }

    /// It gives its socket up, which is still open.
    void detach(Session one) {
        sendIfHeld(one.slot);
        descriptor[one.slot] = NEVER;
        plain[one.slot] = null;
        backlog.note(one.slot, 0);
    }

    /// Its descriptor is no longer its own.
    void unplug(Session one) {
        batch.drop(one.slot);
        descriptor[one.slot] = NEVER;
    }

    /// Something was written to its pipeline, or is about to be.
    void pipelined(int slot) {
        sendIfHeld(slot);
        if (descriptor[slot] >= 0) {
            descriptor[slot] = PIPELINE;
        }
        if (!written[slot]) {
            written[slot] = true;
            if (unflushedCount == unflushed.length) {
                unflushed = Arrays.copyOf(unflushed, 2 * unflushedCount);
            }
            unflushed[unflushedCount++] = slot;
            flushLater();
        }
    }

    /// Whether frames of this session can be written as they are, by [#write]; otherwise [Outlet#send] is the way.
    boolean isPlain(int slot) {
        return plain[slot] != null;
    }

    /// To a session that [#isPlain].
    void write(int slot, DispatchFrame frame, int s) {
        deliveredSinceFlush++;
        if (descriptor[slot] >= 0 && SocketBatch.takes(frame)) {
            flushLater();
            if (!batch.hasRoom(slot, frame)) {
                sendBatch();
            }
            if (descriptor[slot] >= 0) { // the batch may have shown that the socket is full
                bytesSinceFlush += batch.add(slot, descriptor[slot], frame, s);
                return;
            }
        }
        var context = Objects.requireNonNull(plain[slot]);
        pipelined(slot);
        var bytes = frame.frame(alloc, s);
        bytesSinceFlush += bytes.readableBytes();
        context.write(bytes, context.voidPromise());
    }

    /// Counts a delivery that went through an [Outlet].
    void count(int bytes) {
        deliveredSinceFlush++;
        bytesSinceFlush += bytes;
    }

    private void sendIfHeld(int slot) {
        if (batch.holds(slot)) {
            sendBatch();
        }
    }

    private void sendBatch() {
        for (var rest : batch.send(alloc)) {
            var context = Objects.requireNonNull(plain[rest.slot()]);
            pipelined(rest.slot());
            context.write(rest.bytes(), context.voidPromise()); // an error shows there, and closes the channel
        }
    }

    /// What was written up to now has left for its socket when this returns, or waits in the pipeline.
    void push(Session one, Outlet outlet) {
        sendIfHeld(one.slot);
        outlet.flush();
    }

    private void flushLater() {
        if (!flushDue) {
            flushDue = true;
            lane.execute(this::flush);
        }
    }

    private void flush() {
        sendBatch();
        flushDue = false; // what is written from here on is flushed by a task of its own
        int count = unflushedCount;
        int[] slots = unflushed;
        unflushed = flushing;
        flushing = slots;
        unflushedCount = 0;
        for (int i = 0; i < count; i++) {
            flush(slots[i]);
        }
        tally.add(Meter.DELIVERIES, deliveredSinceFlush);
        tally.add(Meter.BYTES_OUT, bytesSinceFlush);
        deliveredSinceFlush = 0;
        bytesSinceFlush = 0;
        afterFlush.run();
    }

    private void flush(int slot) {
        written[slot] = false;
        var context = plain[slot];
        if (descriptor[slot] == NEVER && context != null) { // a transport's own: as few reads a delivery as can be
            context.flush();
            if (context.channel().bytesBeforeUnwritable() < queueBytesMax) {
                look(slot);
            }
            return;
        }
        var one = session[slot];
        var outlet = one == null ? null : one.outlet;
        if (outlet != null) {
            outlet.flush();
            look(slot);
        }
    }

    /// Whether its pipeline holds something, and for how long it may.
    private void look(int slot) {
        var one = Objects.requireNonNull(session[slot]);
        var outlet = one.outlet;
        if (outlet == null) {
            return;
        }
        long waiting = outlet.waitingBytes();
        backlog.note(slot, waiting);
        if (waiting == 0) {
            if (descriptor[slot] == PIPELINE) {
                descriptor[slot] = outlet.descriptor();
            }
        } else if (waiting > queueBytesMax || backlog.isTooMuch(waiting)) {
            closeSlow(outlet, waiting);
        } else if (!one.watched()) {
            one.home.watch(one, outlet);
        }
    }

    /// It may read to the close frame for a while, if there is room for what waits until then.
    private void closeSlow(Outlet outlet, long waiting) {
        boolean room = backlog.hasRoomFor(0);
        tally.add(Meter.CLOSES_SLOW, 1);
        outlet.close(CloseCode.RESUME, "slow consumer");
        if (room) {
            backlog.ends(waiting);
            outlet.whenGone(() -> backlog.ends(-waiting));
        } else {
            outlet.cut();
        }
    }

    /// Its pipeline has given away what it held.
    void sent(Session one) {
        look(one.slot);
    }

    void grow(int capacity) {
        session = Arrays.copyOf(session, capacity);
        descriptor = Arrays.copyOf(descriptor, capacity);
        plain = Arrays.copyOf(plain, capacity);
        written = Arrays.copyOf(written, capacity);
        backlog.grow(capacity);
    }
}
