package io.guildstorm.server.gateway.session;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.gateway.frame.CloseCode;
import io.guildstorm.server.meter.Meter;
import io.guildstorm.server.meter.Tally;
import io.guildstorm.server.model.GuildEvent.MemberLeft;
import io.guildstorm.server.wire.EventBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The hot path of a lane: filters an event for a session, numbers it, notes it, writes its frame. What a delivery
/// reads of sessions stands in parallel arrays, by slot: objects of sessions and sockets would each cost a cache miss
/// a delivery (docs/decisions/0021).
///
/// **Owner:** the lane.
final class Deliveries {
    private static final int FEWEST = 64;

    private final Lane lane;
    private final Tally tally;
    private final ByteBufAllocator alloc = ByteBufAllocator.DEFAULT;
    private final int queueBytesMax;
    /// The events of the pass that fan-out is in, by the lower bits of their positions.
    private final PreparedEvent[] prepared = new PreparedEvent[PreparedEvent.KEPT];

    /// By slot: the last `s`, what is asked for, where plain frames go (null: no socket, or compressed), whose
    /// run in the journal grows, and whether something was written that is not flushed.
    private int[] seq = new int[FEWEST];

    private int[] intents = new int[FEWEST];
    private @Nullable ChannelHandlerContext[] direct = new ChannelHandlerContext[FEWEST];
    private @Nullable Subscription[] growing = new Subscription[FEWEST];
    private @Nullable Session[] session = new Session[FEWEST];
    private boolean[] written = new boolean[FEWEST];

    private int[] free = new int[FEWEST];
    private int freeCount;
    private int used;

    private int[] unflushed = new int[FEWEST];
    private int[] flushing = new int[FEWEST];
    private int unflushedCount;
    private long deliveredSinceFlush;
    private long bytesSinceFlush;

    Deliveries(Lane lane, Tally tally, int queueBytesMax) {
        this.lane = lane;
        this.tally = tally;
        this.queueBytesMax = queueBytesMax;
        Arrays.setAll(prepared, _ -> new PreparedEvent());
    }

    /// Gives a session a slot.
    void enter(Session one, int lastSeq) {
        int slot = freeCount > 0 ? free[--freeCount] : used++;
        if (slot == seq.length) {
            grow(2 * slot);
        }
        one.slot = slot;
        seq[slot] = lastSeq;
        intents[slot] = one.intents;
        session[slot] = one;
        direct[slot] = null;
        growing[slot] = null;
    }

    /// Takes a session's slot back; its last `s`.
    int leave(Session one) {
        int slot = one.slot;
        closeRun(one);
        direct[slot] = null;
        session[slot] = null;
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, 2 * freeCount);
        }
        free[freeCount++] = slot;
        return seq[slot];
    }

    void attach(Session one, Outlet outlet) {
        one.outlet = outlet;
        direct[one.slot] = outlet.direct();
    }

    void detach(Session one) {
        direct[one.slot] = null;
    }

    int lastSeq(Session one) {
        return seq[one.slot];
    }

    /// The client has everything up to `seen`, or says so.
    void confirm(Session one, int seen) {
        one.journal.confirm(Math.min(seen, seq[one.slot]));
    }

    /// An event of a guild.
    void deliver(Subscription to, EncodedEvent event) {
        assert lane.inLane();
        if (!to.live || event.position() <= to.position) {
            return;
        }
        to.position = event.position();
        var ready = prepared[(int) event.position() & (PreparedEvent.KEPT - 1)];
        var passes = ready.filterOf(event);
        int slot = to.slot;
        if (event.event() instanceof MemberLeft && passes.expels(to.session.user.id())) {
            to.session.home.memberships().expelled(to);
            return;
        }
        if (!passes.wanted(intents[slot]) || (passes.channel() != null && !to.seesChannels(event.view()))) {
            return;
        }
        if (growing[slot] != to) {
            closeRun(to.session);
            growing[slot] = to;
        }
        int s = ++seq[slot];
        byte[] body = passes.isWhole(intents[slot])
                ? event.body().afterSequence()
                : passes.bodyFor(to.session.user.id(), intents[slot]);
        var context = direct[slot];
        if (context != null) {
            write(context, slot, ready.frame(alloc, s, body));
        } else {
            indirectly(to.session, s, event.body(), body);
        }
    }

    /// A frame for this session alone.
    void own(Session one, EventBody body) {
        closeRun(one);
        int s = ++seq[one.slot];
        one.journal.add(new Journal.Own(body));
        indirectly(one, s, body, body.afterSequence());
    }

    /// Ends the run that grows, so that the journal holds everything.
    void closeRun(Session one) {
        var run = growing[one.slot];
        int count = seq[one.slot] - one.journal.next() + 1;
        if (run != null && count > 0) {
            one.journal.add(new Journal.Run(run.guild, run.position, count));
        }
        growing[one.slot] = null;
    }

    private void write(ChannelHandlerContext context, int slot, ByteBuf bytes) {
        deliveredSinceFlush++;
        bytesSinceFlush += bytes.readableBytes();
        context.write(bytes, context.voidPromise());
        flushLater(slot);
    }

    private void indirectly(Session one, int s, EventBody event, byte[] body) {
        var outlet = one.outlet;
        if (outlet != null) {
            deliveredSinceFlush++;
            bytesSinceFlush += body.length;
            outlet.send(event.prefix(), s, body);
            flushLater(one.slot);
        }
    }

    /// Once a socket and turn of the lane, however many frames it was given.
    void flushLater(int slot) {
        if (written[slot]) {
            return;
        }
        written[slot] = true;
        if (unflushedCount == unflushed.length) {
            unflushed = Arrays.copyOf(unflushed, 2 * unflushedCount);
        }
        unflushed[unflushedCount++] = slot;
        if (unflushedCount == 1) {
            lane.execute(this::flush);
        }
    }

    private void flush() {
        int count = unflushedCount;
        int[] slots = unflushed;
        unflushed = flushing; // what is written meanwhile is flushed by a task of its own
        flushing = slots;
        unflushedCount = 0;
        for (int i = 0; i < count; i++) {
            int slot = slots[i];
            written[slot] = false;
            var context = direct[slot];
            if (context != null) {
                context.flush();
                if (context.channel().bytesBeforeUnwritable() < queueBytesMax) {
                    look(slot);
                }
            } else {
                flushIndirectly(slot);
            }
        }
        tally.add(Meter.DELIVERIES, deliveredSinceFlush);
        tally.add(Meter.BYTES_OUT, bytesSinceFlush);
        deliveredSinceFlush = 0;
        bytesSinceFlush = 0;
        for (PreparedEvent event : prepared) {
            event.forget();
        }
    }

    private void flushIndirectly(int slot) {
        var one = session[slot];
        var outlet = one == null ? null : one.outlet;
        if (outlet != null) {
            outlet.flush();
            look(slot);
        }
    }

    /// Its socket did not take everything.
    private void look(int slot) {
        var one = Objects.requireNonNull(session[slot]);
        var outlet = one.outlet;
        if (outlet == null || outlet.waitingBytes() == 0) {
            return;
        }
        if (outlet.waitingBytes() > queueBytesMax) {
            tally.add(Meter.CLOSES_SLOW, 1);
            outlet.close(CloseCode.RESUME, "slow consumer");
        } else if (!one.watched()) {
            one.home.watch(one, outlet);
        }
    }

    private void grow(int capacity) {
        seq = Arrays.copyOf(seq, capacity);
        intents = Arrays.copyOf(intents, capacity);
        direct = Arrays.copyOf(direct, capacity);
        growing = Arrays.copyOf(growing, capacity);
        session = Arrays.copyOf(session, capacity);
        written = Arrays.copyOf(written, capacity);
    }
}
