package io.guildstorm.server.gateway.frame;

import java.io.ByteArrayOutputStream;

/// A frame as clients send it, of at most 65,535 bytes of payload.
public final class MaskedFrame {
    private static final byte[] MASK = {0x11, (byte) 0x92, 0x33, (byte) 0xF4};

    private MaskedFrame() {}

    /// @param first its first byte: whether it ends the message, and of which kind it is
    public static byte[] of(int first, byte[] payload) {
        var frame = new ByteArrayOutputStream(payload.length + 8);
        frame.write(first);
        if (payload.length <= 125) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        frame.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ MASK[i & 3]);
        }
        return frame.toByteArray();
    }
}
