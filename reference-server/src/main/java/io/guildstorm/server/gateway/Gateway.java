package io.guildstorm.server.gateway;

import io.guildstorm.server.access.IdentifyLimits;
import io.guildstorm.server.access.Tokens;
import io.guildstorm.server.gateway.frame.CloseCode;
import io.guildstorm.server.gateway.frame.ServerFrames;
import io.guildstorm.server.gateway.session.LaneSessions;
import io.guildstorm.server.guild.Guilds;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Ticker;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.presence.Presences;
import io.guildstorm.server.state.SharedState;
import io.guildstorm.server.store.Accounts;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The door of WebSocket connections: a node builds one and hands it every HTTP request that asks for an upgrade.
public final class Gateway {
    private static final byte[] NOT_A_WEBSOCKET =
            refusal("400 Bad Request", "close", "400: not a WebSocket request (RFC 6455)");
    private static final byte[] OTHER_VERSION = refusal(
            "426 Upgrade Required",
            "close, upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13",
            "426: use WebSocket version 13");
    private static final byte[] STOPPING = refusal("503 Service Unavailable", "close", "503: the server is stopping");

    private final List<GatewayLane> lanes;
    private final byte[] hello;

    /// What sessions need of the rest of the server.
    /// @param random makes session ids: from a secure source, for an id is half of what a resume takes
    /// @param state keeps sessions for other processes; null: they end with this one
    public record Services(
            Guilds guilds,
            Tokens tokens,
            IdentifyLimits identifies,
            Accounts accounts,
            Presences presences,
            Ticker ticker,
            InstantSource clock,
            RandomGenerator random,
            @Nullable SharedState state) {
        private LaneSessions.Services forSessions() {
            return new LaneSessions.Services(
                    guilds, tokens, identifies, accounts, presences, ticker, clock, random, state);
        }
    }

    /// @param lanes all lanes of this node, those that its guilds were given
    public Gateway(List<EventLoopLane> lanes, Services services, GatewaySettings settings) {
        this.lanes = lanes.stream()
                .map(lane -> new GatewayLane(lane, lanes.size(), services.forSessions(), settings))
                .toList();
        LaneSessions.connect(this.lanes.stream().map(GatewayLane::sessions).toList(), services.presences());
        hello = ServerFrames.control(
                10, "{\"heartbeat_interval\":" + settings.heartbeatInterval().toMillis() + "}");
    }

    /// Makes the connection a WebSocket, at once or when its turn has come, or answers why not. Takes all handlers out
    /// of the pipeline but its own, so earlier answers must have been written. The caller keeps `request` and
    /// releases it; what was read behind it is taken care of here. On the channel's own event loop.
    public void upgrade(ChannelHandlerContext context, HttpRequest request) {
        var lane = laneOf(context);
        var pipeline = context.pipeline();
        byte[] refusal = lane.stopping() ? STOPPING : refusalOf(request);
        if (refusal != null) {
            refuse(pipeline, refusal);
            return;
        }
        var handshake = Handshake.of(request, isEncrypted(pipeline));
        if (lane.admission().admitsUpgrade()) {
            open(pipeline, pipeline.context(HttpServerCodec.class), lane, handshake);
        } else {
            await(pipeline, lane, handshake);
        }
    }

    private static void refuse(ChannelPipeline pipeline, byte[] refusal) {
        pipeline.addLast(new Refused());
        clear(pipeline, Refused.class);
        pipeline.writeAndFlush(Unpooled.wrappedBuffer(refusal)).addListener(ChannelFutureListener.CLOSE);
    }

    /// What the client sends meanwhile stays in its socket.
    private void await(ChannelPipeline pipeline, GatewayLane lane, Handshake handshake) {
        pipeline.channel().config().setAutoRead(false);
        var room = new WaitingRoom();
        pipeline.addLast(room);
        clear(pipeline, WaitingRoom.class);
        lane.admission().await(() -> {
            if (!pipeline.channel().isActive()) {
                return; // it has given up
            }
            if (lane.stopping()) {
                refuse(pipeline, STOPPING);
            } else {
                open(pipeline, pipeline.context(room), lane, handshake);
            }
        });
    }

    private static byte @Nullable [] refusalOf(HttpRequest request) {
        return switch (Handshake.flawOf(request)) {
            case NOT_A_WEBSOCKET -> NOT_A_WEBSOCKET;
            case OTHER_VERSION -> OTHER_VERSION;
            case null -> null;
        };
    }

    /// @param first before which the answer is written: past the HTTP codec, and before anything that was read
    /// behind the request is heard
    private void open(ChannelPipeline pipeline, ChannelHandlerContext first, GatewayLane lane, Handshake handshake) {
        int queueBytes = lane.settings().sendQueueBytes();
        var channel = pipeline.channel();
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(queueBytes, queueBytes));
        var socket = new GatewaySocket(lane, handshake.resumeUrl(), lane.streamOf(handshake.compress()));
        pipeline.addLast(socket);
        first.write(Unpooled.wrappedBuffer(handshake.answer()));
        if (handshake.supported()) {
            first.write(socket.hello(hello));
        }
        clear(pipeline, GatewaySocket.class);
        if (!handshake.supported()) {
            socket.close(CloseCode.INVALID_VERSION, CloseCode.INVALID_VERSION.reason());
        }
        channel.config().setAutoRead(true);
        pipeline.flush();
    }

    /// Whoever of `users` is signed in gets the guild, and hears of it from now on. Any thread.
    public void arrived(GuildId guild, Set<UserId> users) {
        lanes.forEach(lane -> lane.execute(() -> lane.sessions().arrived(guild, users)));
    }

    /// Closes the sessions whose tokens count no more; done when each of them was told. Any thread.
    public CompletionStage<Void> endRevoked() {
        return CompletableFuture.allOf(lanes.stream()
                .map(lane -> CompletableFuture.runAsync(() -> lane.sessions().endRevoked(), lane::execute))
                .toArray(CompletableFuture<?>[]::new));
    }

    /// Tells every client to come back elsewhere (op 7), closes with 1012, refuses newcomers; done when all are
    /// closed, after some 2 s at the latest. The event loops are stopped by whoever started them.
    public CompletionStage<Void> stop() {
        return CompletableFuture.allOf(lanes.stream().map(GatewayLane::stop).toArray(CompletableFuture<?>[]::new));
    }

    private GatewayLane laneOf(ChannelHandlerContext context) {
        for (GatewayLane lane : lanes) {
            if (lane.lane().loop().equals(context.channel().eventLoop())) {
                return lane;
            }
        }
        throw new IllegalArgumentException("not on a lane of this gateway: " + context.channel());
    }

    static boolean isEncrypted(ChannelPipeline pipeline) {
        return pipeline.get(SslHandler.class) != null;
    }

    /// What the handlers had read and not handed on comes to the one that stays: so the last goes first, and none
    /// gets what it does not know. TLS, where there is any, stays too.
    private static void clear(ChannelPipeline pipeline, Class<? extends ChannelHandler> stays) {
        for (String name : pipeline.names().reversed()) {
            var handler = pipeline.context(name);
            if (handler != null && !stays.isInstance(handler.handler()) && !(handler.handler() instanceof SslHandler)) {
                pipeline.remove(name);
            }
        }
    }

    /// @param connection that header's value, and whole headers behind it
    private static byte[] refusal(String status, String connection, String message) {
        String body = "{\"message\":\"" + message + "\",\"code\":0}";
        return ("HTTP/1.1 " + status + "\r\nvia: 1.1 guildstorm\r\ncontent-type: application/json\r\nconnection: "
                        + connection + "\r\ncontent-length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
