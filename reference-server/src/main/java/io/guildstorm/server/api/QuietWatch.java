package io.guildstorm.server.api;

import io.guildstorm.server.model.Ticker;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Closes a connection on which nothing has got done for too long: no request was finished and no answer sent,
/// however busily the client dribbles bytes, or however long it leaves an answer unread.
///
/// **Owner:** the connection's lane.
final class QuietWatch {
    private final Ticker ticker;
    private final Limits limits;
    private long progressNanos;
    private @Nullable Future<?> next;

    /// @param quietMax how long a connection may be of no use
    /// @param lookEach how often that is looked at
    record Limits(Duration quietMax, Duration lookEach) {
        static final Limits DEFAULTS = new Limits(Duration.ofSeconds(60), Duration.ofSeconds(15));
    }

    QuietWatch(Ticker ticker, Limits limits) {
        this.ticker = ticker;
        this.limits = limits;
        progressNanos = ticker.nanos();
    }

    /// @param excused whether the client waits for the server
    void begin(ChannelHandlerContext context, BooleanSupplier excused) {
        next = context.executor()
                .schedule(() -> look(context, excused), limits.lookEach.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext context, BooleanSupplier excused) {
        if (context.isRemoved() || !context.channel().isOpen()) {
            return;
        }
        if (!excused.getAsBoolean() && ticker.nanos() - progressNanos >= limits.quietMax.toNanos()) {
            context.close();
        } else {
            begin(context, excused);
        }
    }

    void progress() {
        progressNanos = ticker.nanos();
    }

    /// Else the loop's queue would keep a closed connection, all of it, until the next look.
    void end() {
        if (next != null) {
            next.cancel(false);
        }
    }
}
