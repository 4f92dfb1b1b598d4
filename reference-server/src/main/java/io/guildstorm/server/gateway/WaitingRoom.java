package io.guildstorm.server.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;

/// A connection that asked to become a WebSocket and whose turn has not come: the only handler of its channel but
/// for TLS. It reads nothing more; what had been read behind the request is kept for the handler that takes its
/// place.
///
/// **Owner:** the lane of its channel.
final class WaitingRoom extends ChannelInboundHandlerAdapter {
    private final ArrayDeque<Object> kept = new ArrayDeque<>();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        kept.add(message);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        for (var next = kept.poll(); next != null; next = kept.poll()) {
            context.fireChannelRead(next);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        for (var next = kept.poll(); next != null; next = kept.poll()) {
            ReferenceCountUtil.release(next);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close(); // a reset by the client
    }
}
