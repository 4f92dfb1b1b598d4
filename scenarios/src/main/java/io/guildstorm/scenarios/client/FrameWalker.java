package io.guildstorm.scenarios.client;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Walks the WebSocket frames of a server where they lie.
final class FrameWalker {
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int FINAL = 0x80;
    private static final int RESERVED = 0x70;

    /// Who is told of each frame; the bytes are valid during the call.
    interface Sink {
        /// The payload of a frame is `[from, to)` of `in`.
        void frame(int opcode, MemorySegment in, int from, int to);

        /// The stream is no longer readable; nothing more will be told.
        void broken(String why);

        /// Whether to go on.
        boolean open();
    }

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private FrameWalker() {}

    /// How many bytes a server's frame takes.
    static int frameBytes(int payload) {
        return payload + (payload < 126 ? 2 : payload < 65_536 ? 4 : 10);
    }

    /// @return the first byte that was not used: the start of a frame that is not whole yet
    static int walk(MemorySegment in, int from, int to, Sink sink) {
        int at = from;
        while (to - at >= 2 && sink.open()) {
            int first = in.get(BYTE, at);
            int second = in.get(BYTE, at + 1L);
            if ((first & FINAL) == 0 || (first & RESERVED) != 0 || (second & 0x80) != 0) {
                sink.broken((second & 0x80) != 0 ? "masked frame from a server" : "fragment or reserved bits");
                return at;
            }
            long length = second & 0x7f;
            int head = length < 126 ? 2 : length == 126 ? 4 : 10;
            if (to - at < head) return at;
            if (length == 126) length = in.get(SHORT, at + 2L) & 0xffff;
            else if (length == 127) length = in.get(LONG, at + 2L);
            if (length < 0 || length > ReceiveBuffer.BYTES - 16) {
                sink.broken("frame of " + length + " bytes");
                return at;
            }
            if (to - at - head < length) return at;
            int payload = at + head;
            at = payload + (int) length;
            sink.frame(first & 0x0f, in, payload, at);
        }
        return at;
    }
}
