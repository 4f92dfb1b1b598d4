package io.guildstorm.scenarios.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/// Frames that a client sends: masked, as RFC 6455 demands, always with the same key, as nothing between us and the
/// server could be confused by a chosen one.
final class ClientFrames {
    private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

    private ClientFrames() {}

    static ByteBuf text(ByteBufAllocator memory, String text) {
        return frame(memory, FrameWalker.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static ByteBuf close(ByteBufAllocator memory, int code) {
        return frame(memory, FrameWalker.CLOSE, new byte[] {(byte) (code >>> 8), (byte) code});
    }

    static ByteBuf frame(ByteBufAllocator memory, int opcode, byte[] payload) {
        var frame = memory.buffer(payload.length + 14).writeByte(0x80 | opcode);
        if (payload.length < 126) frame.writeByte(0x80 | payload.length);
        else if (payload.length < 65_536) frame.writeByte(0x80 | 126).writeShort(payload.length);
        else frame.writeByte(0x80 | 127).writeLong(payload.length);
        frame.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) frame.writeByte(payload[i] ^ MASK[i & 3]);
        return frame;
    }
}
