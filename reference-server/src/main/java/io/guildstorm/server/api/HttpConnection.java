package io.guildstorm.server.api;

import io.guildstorm.server.api.Caller.Who;
import io.guildstorm.server.api.RouteTable.Found;
import io.guildstorm.server.meter.Meter;
import io.guildstorm.server.meter.Tally;
import io.guildstorm.server.model.Ticker;
import io.guildstorm.server.model.User;
import io.guildstorm.server.wire.ErrorBody;
import io.guildstorm.server.wire.RefusedRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.CompositeByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One HTTP connection: reads requests whole, hands each to its route in the order received, and answers in that
/// order.
///
/// **Owner:** its lane. At most [#OUTSTANDING_MAX] requests are unanswered; beyond that, and while the client does
/// not read, it stops reading. A [QuietWatch] closes it when nothing gets done.
final class HttpConnection extends ChannelInboundHandlerAdapter {
    static final int OUTSTANDING_MAX = 64;

    private static final int UNWANTED_BODY_MAX = 64 << 10;
    private static final String GATEWAY = "/gateway";
    private static final List<Answer.Header> ASK_FOR_WEBSOCKET = List.of(
            new Answer.Header("Connection", "upgrade"),
            new Answer.Header("Upgrade", "websocket"),
            new Answer.Header("Sec-WebSocket-Version", "13"));
    private static final String API = "/api/";

    private final RouteTable routes;
    private final Caller caller;
    private final Throttle throttle;
    private final Upgrades upgrades;
    private final Ticker ticker;
    private final Tally tally;
    private final QuietWatch quiet;
    private @Nullable Answers answers;
    private @Nullable Incoming incoming;

    /// What all connections of a port share.
    record Shared(
            RouteTable routes,
            Caller caller,
            Throttle throttle,
            Upgrades upgrades,
            Ticker ticker,
            QuietWatch.Limits quiet) {}

    HttpConnection(Shared shared, Tally tally) {
        routes = shared.routes;
        caller = shared.caller;
        throttle = shared.throttle;
        upgrades = shared.upgrades;
        ticker = shared.ticker;
        this.tally = tally;
        quiet = new QuietWatch(ticker, shared.quiet);
    }

    /// A request whose headers are read and whose body is coming.
    private record Incoming(HttpRequest head, Target target, CompositeByteBuf body) {}

    /// What a request wants, judged by its headers.
    private sealed interface Target {
        record Handle(
                Route route,
                Map<String, String> params,
                RequestTarget at,
                @Nullable Who who) implements Target {}

        /// @param fatal the connection cannot go on: where the next request begins is unknown or unwanted
        record Refuse(Answer.Whole answer, boolean fatal) implements Target {}

        record Upgrade() implements Target {}

        /// Longest body that is read, in bytes.
        default int bodyMax() {
            return this instanceof Handle handle ? handle.route.bodyMax() : UNWANTED_BODY_MAX;
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        var channel = context.channel();
        answers = new Answers(context, tally, quiet::progress, answer -> throttle.answered(channel, answer));
        quiet.begin(
                context, () -> answers().outstanding() > 0 && context.channel().isWritable());
    }

    private Answers answers() {
        if (answers == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return answers;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (answers().closing()) {
                return; // what a client sends after we said that we close is not read
            }
            if (message instanceof HttpRequest head) {
                begin(context, head);
            }
            if (message instanceof HttpContent part && incoming != null) {
                append(context, incoming, part);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
        readOnWhile(context);
    }

    private void begin(ChannelHandlerContext context, HttpRequest head) {
        var refusal = HeadRules.refusal(head);
        var target = refusal == null ? target(context, head) : new Target.Refuse(refusal, true);
        if (refusal == null && HttpUtil.getContentLength(head, 0L) > target.bodyMax()) {
            target = new Target.Refuse(error(413, "413: Payload Too Large"), true);
        }
        incoming = new Incoming(head, target, context.alloc().compositeBuffer(64));
        if (HttpUtil.is100ContinueExpected(head) && !(target instanceof Target.Refuse)) {
            var goOn = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE);
            context.writeAndFlush(goOn);
        }
        if (target instanceof Target.Refuse(var answer, boolean fatal) && fatal) {
            drop();
            answers().refuse(answer);
        }
    }

    private Target target(ChannelHandlerContext context, HttpRequest head) {
        try {
            var at = RequestTarget.of(head);
            if (!caller.isWelcome(context.channel(), head.headers())) {
                return new Target.Refuse(error(403, "403: Forbidden"), false);
            }
            if (isForClients(at.path())) {
                var shut = throttle.shut(context.channel());
                if (shut.isPresent()) {
                    return new Target.Refuse(shut.get(), false);
                }
            }
            if (isGateway(at.path())) {
                return wantsWebSocket(head)
                        ? new Target.Upgrade()
                        : new Target.Refuse(error(426, "426: Upgrade Required").with(ASK_FOR_WEBSOCKET), false);
            }
            return switch (routes.find(head.method().name(), at.path())) {
                case Found.Matched(var route, var params) ->
                    new Target.Handle(
                            route,
                            params,
                            at,
                            caller.verify(route, head.headers().get("Authorization")));
                case Found.WrongMethod(Set<String> allowed) ->
                    new Target.Refuse(
                            error(405, "405: Method Not Allowed")
                                    .with(List.of(new Answer.Header("Allow", String.join(", ", allowed)))),
                            false);
                case Found.Nowhere() -> new Target.Refuse(error(404, "404: Not Found"), false);
            };
        } catch (RefusedRequest refused) {
            return new Target.Refuse(Answer.error(refused.body()), false);
        } catch (IllegalArgumentException _) {
            return new Target.Refuse(error(400, "400: Bad Request"), false); // a broken escape, or no path at all
        }
    }

    /// Not for the operator, whose address may be that of a client gone wild.
    private static boolean isForClients(String path) {
        return path.startsWith(API) || isGateway(path);
    }

    private static boolean isGateway(String path) {
        return path.equals(GATEWAY) || path.equals(GATEWAY + "/");
    }

    /// An `Upgrade` header alone says nothing: Java's own client offers h2c on every request.
    private static boolean wantsWebSocket(HttpRequest head) {
        return head.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    private static Answer.Whole error(int status, String message) {
        return Answer.error(ErrorBody.of(status, 0, message));
    }

    private void append(ChannelHandlerContext context, Incoming request, HttpContent part) {
        if (!part.decoderResult().isSuccess()) {
            drop();
            answers().refuse(error(400, "400: Bad Request"));
            return;
        }
        ByteBuf bytes = part.content();
        if (request.body.readableBytes() + bytes.readableBytes() > request.target.bodyMax()) {
            drop();
            answers().refuse(error(413, "413: Payload Too Large"));
            return;
        }
        request.body.addComponent(true, bytes.retain());
        if (part instanceof LastHttpContent) {
            byte[] body = ByteBufUtil.getBytes(request.body);
            drop();
            complete(context, request, body);
        }
    }

    private void complete(ChannelHandlerContext context, Incoming request, byte[] body) {
        long receivedNanos = ticker.nanos();
        quiet.progress();
        tally.add(Meter.REQUESTS, 1);
        boolean keepAlive = HttpUtil.isKeepAlive(request.head);
        switch (request.target) {
            case Target.Upgrade _ -> {
                if (answers().outstanding() > 0) {
                    answers().refuse(error(400, "400: Bad Request"));
                } else {
                    upgrades.upgrade(context, request.head);
                }
            }
            case Target.Refuse(var answer, var _) -> answers().open(keepAlive).accept(answer);
            case Target.Handle(var route, var params, var at, var who) -> {
                var slot = answers().open(keepAlive);
                asked(route, who, user -> new Call(params, at.query(), body, user, at.host(), receivedNanos))
                        .whenComplete((answer, failure) -> {
                            var whole = failure == null ? answer : Refusals.answer(failure);
                            if (context.executor().inEventLoop()) {
                                slot.accept(whole);
                            } else {
                                context.executor().execute(() -> slot.accept(whole));
                            }
                        });
            }
        }
    }

    private CompletionStage<? extends Answer> asked(
            Route route, @Nullable Who who, Function<@Nullable User, Call> call) {
        try {
            return throttle.handle(route, call.apply(caller.still(who)));
        } catch (RefusedRequest refused) {
            return Answer.now(Answer.error(refused.body()));
        }
    }

    private void drop() {
        if (incoming != null) {
            incoming.body.release();
            incoming = null;
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        readOnWhile(context);
        answers().writable();
        context.fireChannelWritabilityChanged();
    }

    private void readOnWhile(ChannelHandlerContext context) {
        if (!context.isRemoved()) {
            boolean room = answers().closing() // what comes is thrown away
                    || (answers().outstanding() < OUTSTANDING_MAX
                            && context.channel().isWritable());
            if (context.channel().config().isAutoRead() != room) {
                context.channel().config().setAutoRead(room);
            }
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event.equals(HttpPipeline.CLOSE_WHEN_ANSWERED)) {
            answers().closeWhenAnswered();
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        drop();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        drop();
        quiet.end();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close(); // a reset by the client, or a fault of one connection: the others go on
    }
}
