package io.guildstorm.server.api;

import io.guildstorm.server.meter.Tally;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;

/// Makes a socket an HTTP connection. Immutable; one for all sockets of a port.
public final class HttpPipeline {
    /// A user event: the connection answers what it owes and closes. WebSockets do not heed it.
    public static final Object CLOSE_WHEN_ANSWERED = new Object();

    private static final int INITIAL_LINE_MAX_BYTES = 4 << 10;
    private static final int HEADERS_MAX_BYTES = 8 << 10;
    private static final int CHUNK_MAX_BYTES = 16 << 10;

    /// Requests that one read may bring, well above the smallest ones in the largest buffer: the codec's own
    /// bound of 128 would cut a connection off, while ours stops reading it.
    private static final int DECODED_MAX = 8_192;

    private final HttpConnection.Shared shared;

    /// @param upgrades what becomes of requests for a WebSocket at `/gateway`
    public HttpPipeline(RouteTable routes, ApiParts parts, Upgrades upgrades) {
        this(new HttpConnection.Shared(
                routes,
                new Caller(parts.tokens(), parts.accounts(), parts.admin(), parts.origins()),
                new Throttle(parts.limits(), parts.clock()),
                upgrades,
                parts.ticker(),
                QuietWatch.Limits.DEFAULTS));
    }

    HttpPipeline(HttpConnection.Shared shared) {
        this.shared = shared;
    }

    /// @param tally of the socket's lane
    public void addTo(Channel socket, Tally tally) {
        var limits = new HttpDecoderConfig()
                .setMaxInitialLineLength(INITIAL_LINE_MAX_BYTES)
                .setMaxHeaderSize(HEADERS_MAX_BYTES)
                .setMaxChunkSize(CHUNK_MAX_BYTES);
        socket.pipeline()
                .addLast(new HttpServerCodec(limits, DECODED_MAX))
                // holds back what was decoded already when the connection stops reading
                .addLast(new FlowControlHandler())
                .addLast(new HttpConnection(shared, tally));
    }
}
