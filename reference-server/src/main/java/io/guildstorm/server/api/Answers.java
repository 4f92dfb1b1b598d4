package io.guildstorm.server.api;

import io.guildstorm.server.api.Answer.Header;
import io.guildstorm.server.meter.Meter;
import io.guildstorm.server.meter.Tally;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The answers that one connection owes, in the order of their requests.
///
/// **Owner:** the connection's lane. Bounded by [HttpConnection#OUTSTANDING_MAX], as the connection reads no further.
final class Answers {
    /// On every answer: a client library takes a 429 without it for a ban of the whole address.
    private static final String VIA = "1.1 guildstorm";

    private static final int LIMITED = 429;
    private static final long LINGER_SECONDS = 2;

    private final ChannelHandlerContext context;
    private final Tally tally;
    private final Runnable onProgress;
    private final Consumer<Answer.Whole> onWhole;
    private final ArrayDeque<Slot> slots = new ArrayDeque<>();
    private boolean closing;
    private boolean waitingToWrite;

    /// @param onProgress run after each answer, or part of one, that was handed to the socket
    /// @param onWhole told of each answer that is not made while it is sent
    Answers(ChannelHandlerContext context, Tally tally, Runnable onProgress, Consumer<Answer.Whole> onWhole) {
        this.context = context;
        this.tally = tally;
        this.onProgress = onProgress;
        this.onWhole = onWhole;
    }

    int outstanding() {
        return slots.size();
    }

    /// The last answer of the connection is known; nothing more is read.
    boolean closing() {
        return closing;
    }

    /// The place of one answer.
    /// @param keepAlive false: the connection ends with it
    Consumer<Answer> open(boolean keepAlive) {
        return open(new Slot(keepAlive, false));
    }

    private Consumer<Answer> open(Slot slot) {
        slots.add(slot);
        closing |= !slot.keepAlive;
        return answer -> {
            slot.answer = answer;
            writeWhatIsNext();
        };
    }

    /// The last answer, to a request that was not read whole: the connection ends when the client has hung up, or
    /// after 2 s. Closed at once, with bytes unread, it would be reset, and the answer could be lost.
    void refuse(Answer.Whole answer) {
        open(new Slot(false, true)).accept(answer);
    }

    /// Nothing more is read, and the connection ends with the last answer that is owed.
    void closeWhenAnswered() {
        closing = true;
        if (slots.isEmpty()) {
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /// The client reads again.
    void writable() {
        if (waitingToWrite && context.channel().isWritable()) {
            waitingToWrite = false;
            var slot = slots.peek();
            if (slot != null && slot.answer instanceof Answer.Parts parts) {
                continueParts(slot, parts);
            }
        }
    }

    private void writeWhatIsNext() {
        boolean wrote = false;
        for (var slot = slots.peek(); slot != null && slot.answer != null && !slot.begun; slot = slots.peek()) {
            wrote = true;
            if (slot.answer instanceof Answer.Whole whole) {
                slots.remove();
                write(slot, whole);
            } else if (slot.answer instanceof Answer.Parts parts) {
                slot.begun = true;
                context.write(head(slot, 200, parts.contentType()));
                continueParts(slot, parts);
            }
        }
        if (wrote) {
            context.flush();
            onProgress.run();
            resumeReading();
        }
    }

    private void resumeReading() {
        boolean room = slots.size() < HttpConnection.OUTSTANDING_MAX
                && context.channel().isWritable();
        if (!context.isRemoved() && room && !context.channel().config().isAutoRead()) {
            context.channel().config().setAutoRead(true);
        }
    }

    private void write(Slot slot, Answer.Whole answer) {
        count(answer.status());
        onWhole.accept(answer);
        var status = HttpResponseStatus.valueOf(answer.status());
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(answer.body()));
        setHeaders(response, slot);
        if (answer.status()
                != HttpResponseStatus.NO_CONTENT.code()) { // a content type would have clients parse nothing
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
            response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        }
        for (Header header : answer.headers()) {
            response.headers().set(header.name(), header.value());
        }
        end(slot, response);
    }

    private void end(Slot slot, Object last) {
        var written = context.write(last);
        if (slot.linger && context.channel() instanceof DuplexChannel duplex) {
            written.addListener(_ -> duplex.shutdownOutput());
            context.executor().schedule(() -> duplex.close(), LINGER_SECONDS, TimeUnit.SECONDS);
        } else if (!slot.keepAlive || (closing && slots.isEmpty())) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static HttpResponse head(Slot slot, int status, String contentType) {
        var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        setHeaders(head, slot);
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        return head;
    }

    private static void setHeaders(HttpResponse response, Slot slot) {
        response.headers().set(HttpHeaderNames.VIA, VIA);
        if (!slot.keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    private void continueParts(Slot slot, Answer.Parts parts) {
        parts.source()
                .next()
                .whenComplete((part, failure) -> context.executor().execute(() -> {
                    if (failure != null) {
                        context.close(); // half a body went out: the only way left to say that it is not whole
                    } else if (part.isPresent()) {
                        writePart(slot, parts, part.get());
                    } else {
                        endParts(slot);
                    }
                }));
    }

    private void writePart(Slot slot, Answer.Parts parts, byte[] part) {
        context.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(part)));
        onProgress.run();
        if (context.channel().isWritable()) {
            continueParts(slot, parts);
        } else {
            waitingToWrite = true;
        }
    }

    private void endParts(Slot slot) {
        slots.remove(slot);
        count(HttpResponseStatus.OK.code());
        end(slot, new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER));
        context.flush();
        onProgress.run();
        writeWhatIsNext();
        resumeReading();
    }

    private void count(int status) {
        if (status == LIMITED) {
            tally.add(Meter.REQUESTS_LIMITED, 1);
        } else if (status >= 500) {
            tally.add(Meter.REQUESTS_FAILED, 1);
        } else if (status >= 400) {
            tally.add(Meter.REQUESTS_REFUSED, 1);
        }
    }

    private static final class Slot {
        private final boolean keepAlive;
        private final boolean linger;
        private @Nullable Answer answer;
        private boolean begun;

        private Slot(boolean keepAlive, boolean linger) {
            this.keepAlive = keepAlive;
            this.linger = linger;
        }
    }
}
