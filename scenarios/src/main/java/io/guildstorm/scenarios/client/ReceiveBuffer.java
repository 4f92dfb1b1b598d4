package io.guildstorm.scenarios.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

/// The one buffer that all sockets of an event loop are read into, in turn: whoever reads must be done with it when
/// [io.netty.channel.ChannelInboundHandler#channelRead] returns.
///
/// **Owner:** the event loop. Its size bounds a frame: 1 MiB.
public final class ReceiveBuffer {
    static final int BYTES = 1 << 20;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(BYTES);
    private final MemorySegment segment = MemorySegment.ofBuffer(memory);
    private final ByteBuf buffer = Unpooled.wrappedBuffer(memory);

    /// Empty but for `kept`, which the next read is appended to. The receiver releases it once.
    ByteBuf startingWith(byte[] kept) {
        MemorySegment.copy(kept, 0, segment, ValueLayout.JAVA_BYTE, 0, kept.length);
        return buffer.retain().setIndex(0, kept.length);
    }

    /// The same bytes, from 0.
    MemorySegment bytes() {
        return segment;
    }
}
