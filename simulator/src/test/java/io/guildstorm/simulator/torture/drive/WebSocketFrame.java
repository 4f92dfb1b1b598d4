package io.guildstorm.simulator.torture.drive;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A whole frame, unmasked.
/// @param opcode with its FIN bit
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record WebSocketFrame(int opcode, byte[] payload) {
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int TEXT = 1;

    static WebSocketFrame text(String text) {
        return new WebSocketFrame(FIN | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static WebSocketFrame read(DataInputStream in) throws IOException {
        int opcode = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        long length = second & 0x7f;
        if (length == 126) length = in.readUnsignedShort();
        else if (length == 127) length = in.readLong();
        byte[] mask = new byte[(second & MASKED) == 0 ? 0 : 4];
        in.readFully(mask);
        byte[] payload = new byte[Math.toIntExact(length)];
        in.readFully(payload);
        if (mask.length > 0) for (int i = 0; i < payload.length; i++) payload[i] ^= mask[i % 4];
        return new WebSocketFrame(opcode, payload);
    }

    boolean isText() {
        return opcode == (FIN | TEXT);
    }

    String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    void write(OutputStream out) throws IOException {
        write(out, 0, 0);
    }

    /// With a mask of zeros.
    void writeMasked(OutputStream out) throws IOException {
        write(out, MASKED, Integer.BYTES);
    }

    private void write(OutputStream out, int masked, int maskBytes) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) opcode);
        if (payload.length < 126) frame.put((byte) (masked | payload.length));
        else if (payload.length < 1 << 16) frame.put((byte) (masked | 126)).putShort((short) payload.length);
        else frame.put((byte) (masked | 127)).putLong(payload.length);
        frame.put(new byte[maskBytes]).put(payload);
        out.write(Arrays.copyOf(frame.array(), frame.position()));
    }
}
