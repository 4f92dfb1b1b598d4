package io.guildstorm.server.gateway.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The server's frames but for plain dispatches ([DispatchFrame]): whole, unmasked. Pure.
public final class ServerFrames {
    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;
    private static final int CLOSE = 0x88;
    private static final int PONG = 0x8A;
    private static final int REASON_MAX = 123;

    private ServerFrames() {}

    public static ByteBuf text(ByteBufAllocator alloc, byte[] payload) {
        return frame(alloc, TEXT, payload);
    }

    public static ByteBuf binary(ByteBufAllocator alloc, byte[] payload) {
        return frame(alloc, BINARY, payload);
    }

    public static ByteBuf pong(ByteBufAllocator alloc, byte[] data) {
        return frame(alloc, PONG, data);
    }

    /// @param reason ASCII, cut after 123 characters
    public static ByteBuf close(ByteBufAllocator alloc, int code, String reason) {
        if (code == ClientFrames.NO_CODE) {
            return frame(alloc, CLOSE, new byte[0]);
        }
        byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
        byte[] payload = new byte[2 + Math.min(text.length, REASON_MAX)];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, payload.length - 2);
        return frame(alloc, CLOSE, payload);
    }

    /// `prefix` + `s` in decimal + `rest`: what a client reads of a dispatch.
    public static byte[] payload(byte[] prefix, int s, byte[] rest) {
        byte[] number = Integer.toString(s).getBytes(StandardCharsets.US_ASCII);
        byte[] payload = Arrays.copyOf(prefix, prefix.length + number.length + rest.length);
        System.arraycopy(number, 0, payload, prefix.length, number.length);
        System.arraycopy(rest, 0, payload, prefix.length + number.length, rest.length);
        return payload;
    }

    /// The payload of an op that is no dispatch, so has neither type nor number.
    public static byte[] control(int op, String data) {
        return ("{\"t\":null,\"s\":null,\"op\":" + op + ",\"d\":" + data + "}").getBytes(StandardCharsets.UTF_8);
    }

    private static ByteBuf frame(ByteBufAllocator alloc, int first, byte[] payload) {
        var frame = alloc.ioBuffer(payload.length + 10).writeByte(first);
        if (payload.length <= 125) {
            frame.writeByte(payload.length);
        } else if (payload.length <= 0xFFFF) {
            frame.writeByte(126).writeShort(payload.length);
        } else {
            frame.writeByte(127).writeLong(payload.length);
        }
        return frame.writeBytes(payload);
    }
}
