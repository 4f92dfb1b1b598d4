package io.guildstorm.scenarios.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// What one socket keeps between two reads: the beginning of a frame whose end has not come. It is put in front of
/// the next read, so that every frame lies in one piece; between reads most sockets keep nothing.
///
/// **Owner:** the socket's event loop. The socket reads again at once only when a read filled the buffer.
@SuppressWarnings("deprecation") // Netty deprecates Handle, and asks for one
final class KeptBytes implements RecvByteBufAllocator, RecvByteBufAllocator.ExtendedHandle {
    private static final byte[] NOTHING = {};

    private final ReceiveBuffer buffer;
    private byte[] kept = NOTHING;
    private int attempted;
    private int last;

    KeptBytes(ReceiveBuffer buffer) {
        this.buffer = buffer;
    }

    /// How many bytes at the start of the buffer were there before the read.
    int length() {
        return kept.length;
    }

    /// Keeps the buffer's bytes of `[from, to)` for the next read.
    void keep(int from, int to) {
        if (from == to) {
            kept = NOTHING;
        } else {
            kept = new byte[to - from];
            MemorySegment.copy(buffer.bytes(), ValueLayout.JAVA_BYTE, from, kept, 0, kept.length);
        }
    }

    @Override
    public Handle newHandle() {
        return this;
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator unused) {
        return buffer.startingWith(kept);
    }

    @Override
    public int guess() {
        return ReceiveBuffer.BYTES;
    }

    @Override
    public void reset(ChannelConfig config) {}

    @Override
    public void incMessagesRead(int count) {}

    @Override
    public void lastBytesRead(int bytes) {
        last = bytes;
    }

    @Override
    public int lastBytesRead() {
        return last;
    }

    @Override
    public void attemptedBytesRead(int bytes) {
        attempted = bytes;
    }

    @Override
    public int attemptedBytesRead() {
        return attempted;
    }

    @Override
    public boolean continueReading() {
        return last > 0 && last == attempted;
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
        return continueReading();
    }

    @Override
    public void readComplete() {}
}
