package io.guildstorm.scenarios.swarm;

import io.guildstorm.scenarios.client.Attention;
import io.guildstorm.scenarios.schedule.Ticker;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Made-up deliveries to sessions without sockets, before the first real one: the compiler is done with what reads,
/// audits and counts a delivery when the load begins. Cold, a delivery takes this process four times as long, and in
/// a burst all that time is in the figures. Nothing of it is kept.
final class Rehearsal {
    private static final int SESSIONS = 64;
    private static final int MESSAGES = 3_000;
    private static final int BYTES = 800;
    /// Some messages come in one read, as in a burst.
    private static final int TOGETHER = 8;

    private static final String UPGRADED = String.join(
            "\r\n",
            "HTTP/1.1 101 Switching Protocols",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
            "",
            "");

    private final Ticker ticker;
    private final MadeUpDispatch dispatch;
    private final List<SwarmSession> sessions = new ArrayList<>();
    private final List<EmbeddedChannel> channels = new ArrayList<>();

    /// @param eventLoop on which it is made and run: a loop wants one
    Rehearsal(SwarmConfig config, Ticker ticker, SingleThreadEventLoop eventLoop) {
        this.ticker = ticker;
        this.dispatch = new MadeUpDispatch(config.guild(), config.channel(), BYTES);
        var loop = new SwarmLoop(eventLoop, config.rehearsing(), ticker, (_, _) -> {});
        loop.figures().windows(Windows.NONE.judging(0, Long.MAX_VALUE));
        for (int i = 0; i < SESSIONS; i++) {
            var session = new SwarmSession(loop, i, "", 0, false, Attention.UNASKED);
            sessions.add(session);
            channels.add(new EmbeddedChannel(session.connection()));
        }
    }

    /// Takes about a second.
    void run() {
        read(UPGRADED.getBytes(StandardCharsets.US_ASCII));
        for (int number = 0; number < MESSAGES; ) {
            int together = number % (2 * TOGETHER) == 0 ? TOGETHER : 1;
            var frames = UnpooledByteBufAllocator.DEFAULT.heapBuffer();
            for (int i = 0; i < together; i++) frame(frames, dispatch.payload(number++, ticker.nanos()));
            byte[] bytes = new byte[frames.readableBytes()];
            frames.readBytes(bytes).release();
            read(bytes);
        }
        channels.forEach(EmbeddedChannel::close);
    }

    private static void frame(ByteBuf to, String payload) {
        to.writeByte(0x81).writeByte(126).writeShort(payload.length());
        to.writeCharSequence(payload, StandardCharsets.US_ASCII);
    }

    /// Every session reads the same.
    private void read(byte[] bytes) {
        for (int i = 0; i < sessions.size(); i++) {
            var handle = sessions.get(i).connection().receiving().newHandle();
            ByteBuf into = handle.allocate(UnpooledByteBufAllocator.DEFAULT).writeBytes(bytes);
            handle.lastBytesRead(bytes.length);
            channels.get(i).pipeline().fireChannelRead(into);
        }
    }
}
