package io.guildstorm.server.api;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;

/// Takes over a connection that asks to become a WebSocket. On the connection's lane, with no answer outstanding.
@FunctionalInterface
public interface Upgrades {
    /// The caller releases `request`.
    void upgrade(ChannelHandlerContext context, HttpRequest request);
}
