package io.guildstorm.server.gateway;

import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.meter.Tally;
import io.guildstorm.server.model.Ticker;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A Netty event loop as a lane: its sockets, its sessions and its part of each fan-out run on one thread.
public final class EventLoopLane implements Lane {
    private final SingleThreadEventLoop loop;
    private final int index;
    private final long gatherNanos;
    private final Ticker ticker;
    private final Tally tally = new Tally();

    private EventLoopLane(SingleThreadEventLoop loop, int index, long gatherNanos, Ticker ticker) {
        this.loop = loop;
        this.index = index;
        this.gatherNanos = gatherNanos;
        this.ticker = ticker;
    }

    /// One lane a loop of the group, in its order. To be called once a group: the lanes are what a node knows
    /// them by.
    /// @param flushWindow how long an event may be held on a busy lane, the switch `gateway.flush-window`
    public static List<EventLoopLane> of(EventLoopGroup group, Duration flushWindow, Ticker ticker) {
        var lanes = new ArrayList<EventLoopLane>();
        for (EventExecutor loop : group) {
            lanes.add(new EventLoopLane((SingleThreadEventLoop) loop, lanes.size(), flushWindow.toNanos(), ticker));
        }
        return List.copyOf(lanes);
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    /// A loop runs tasks until none is left before it asks its sockets again, so a task that only queued itself would
    /// keep what clients send waiting until all of it is done.
    @Override
    public void nextTurn(Runnable rest) {
        loop.executeAfterEventLoopIteration(() -> loop.execute(rest));
    }

    @Override
    public long gatherNanos() {
        return gatherNanos;
    }

    @Override
    public long nanos() {
        return ticker.nanos();
    }

    @Override
    public void later(Runnable task, long nanos) {
        var _ = loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean inLane() {
        return loop.inEventLoop();
    }

    public EventLoop loop() {
        return loop;
    }

    /// Tasks that wait for the loop, of a moment ago; any thread.
    public int pendingTasks() {
        return loop.pendingTasks();
    }

    /// Its place among the node's lanes, from 0.
    public int index() {
        return index;
    }

    /// What is counted on this lane, by the gateway and by others.
    public Tally tally() {
        return tally;
    }

    @Override
    public String toString() {
        return "lane-" + index;
    }
}
