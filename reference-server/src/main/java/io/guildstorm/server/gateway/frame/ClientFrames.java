package io.guildstorm.server.gateway.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Takes a client's bytes, in whatever pieces they come, and hands out whole messages. Holds at most one frame that
/// is not whole yet and the fragments of one message, each at most [#PAYLOAD_MAX] bytes. After a close frame or a
/// breach of the protocol it hears nothing more.
///
/// **Owner:** the lane of the socket.
public final class ClientFrames {
    /// Largest payload that clients may send.
    public static final int PAYLOAD_MAX = 4_096;
    /// A close frame that carries no code reads as this.
    public static final int NO_CODE = 1_005;

    private static final int CONTINUATION = 0;
    private static final int BINARY = 2; // 1 is text, and the default here
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int CONTROL_MAX = 125;
    private static final int MASK_BYTES = 4;

    private final Listener listener;
    /// The beginning of a frame, on the heap; null: the last frame was whole.
    private @Nullable ByteBuf rest;
    /// Fragments of a message whose end has not come; null: none.
    private @Nullable ByteBuf message;

    private boolean deaf;

    /// Hears what comes in, in order.
    public interface Listener {
        void text(String payload);

        void ping(byte[] data);

        /// @param code [#NO_CODE] if the client gave none
        void closing(int code);

        /// The rules were broken.
        void close(CloseCode code, String reason);
    }

    public ClientFrames(Listener listener) {
        this.listener = listener;
    }

    /// Consumes and releases `bytes`.
    public void read(ByteBuf bytes) {
        try {
            if (deaf) {
                return;
            }
            var earlier = rest;
            if (earlier == null) {
                readWhole(bytes);
                keep(bytes);
            } else {
                earlier.writeBytes(bytes); // grows on the heap; what is read at once is one read of the socket
                readWhole(earlier);
                rest = null;
                keep(earlier);
            }
        } finally {
            bytes.release();
        }
    }

    /// Forgets what was not whole; nothing is heard any more.
    public void stop() {
        deaf = true;
        rest = null;
        message = null;
    }

    private void keep(ByteBuf bytes) {
        if (!deaf && bytes.isReadable()) {
            rest = Unpooled.copiedBuffer(bytes); // heap, freed by the collector: a socket may vanish at any byte
        }
    }

    private void readWhole(ByteBuf in) {
        while (!deaf && readFrame(in)) {
            // on to the next
        }
    }

    /// False: there is no whole frame.
    private boolean readFrame(ByteBuf in) {
        if (in.readableBytes() < 2) {
            return false;
        }
        int start = in.readerIndex();
        int first = in.getUnsignedByte(start);
        int second = in.getUnsignedByte(start + 1);
        int extended = lengthBytes(second & 0x7F);
        if (!check(first, second) || in.readableBytes() < 2 + extended) {
            return false;
        }
        long length = switch (extended) {
            case 0 -> second & 0x7F;
            case 2 -> in.getUnsignedShort(start + 2);
            default -> in.getLong(start + 2);
        };
        if (!check(extended, length)) {
            return false;
        }
        int header = 2 + extended + MASK_BYTES;
        if (in.readableBytes() < header + length) {
            return false;
        }
        byte[] payload = unmask(in, start + header - MASK_BYTES, (int) length);
        in.readerIndex(start + header + (int) length);
        take(first & 0x0F, (first & 0x80) != 0, payload);
        return true;
    }

    private static int lengthBytes(int length) {
        return switch (length) {
            case 126 -> 2;
            case 127 -> 8;
            default -> 0;
        };
    }

    private boolean check(int first, int second) {
        int opcode = first & 0x0F;
        boolean last = (first & 0x80) != 0;
        boolean control = opcode >= CLOSE;
        if ((first & 0x70) != 0) {
            return breach(CloseCode.PROTOCOL_ERROR, "reserved bits are set");
        }
        if (opcode > PONG || (opcode > BINARY && opcode < CLOSE)) {
            return breach(CloseCode.PROTOCOL_ERROR, "reserved opcode " + opcode);
        }
        if ((second & 0x80) == 0) {
            return breach(CloseCode.PROTOCOL_ERROR, "a client's frames have to be masked");
        }
        if (control && (!last || (second & 0x7F) > CONTROL_MAX)) {
            return breach(CloseCode.PROTOCOL_ERROR, "a control frame is fragmented or too long");
        }
        if (!control && (opcode == CONTINUATION) != (message != null)) {
            return breach(CloseCode.PROTOCOL_ERROR, "a continuation where none belongs, or none where one does");
        }
        return true;
    }

    private boolean check(int extended, long length) {
        if (length < 0) {
            return breach(CloseCode.PROTOCOL_ERROR, "the highest bit of a length is set");
        }
        if (lengthBytesFor(length) != extended) {
            return breach(CloseCode.PROTOCOL_ERROR, "a length is not told in the fewest bytes");
        }
        if (length > PAYLOAD_MAX) {
            return breach(CloseCode.DECODE_ERROR, "a payload of more than " + PAYLOAD_MAX + " bytes");
        }
        return true;
    }

    private static int lengthBytesFor(long length) {
        return length <= CONTROL_MAX ? 0 : length <= 0xFFFF ? 2 : 8;
    }

    private static byte[] unmask(ByteBuf in, int maskAt, int length) {
        var payload = new byte[length];
        in.getBytes(maskAt + MASK_BYTES, payload);
        for (int i = 0; i < length; i++) {
            payload[i] ^= in.getByte(maskAt + (i & 3));
        }
        return payload;
    }

    private void take(int opcode, boolean last, byte[] payload) {
        switch (opcode) {
            case CLOSE -> closing(payload);
            case PING -> listener.ping(payload);
            case PONG -> {}
            case BINARY -> breach(CloseCode.DECODE_ERROR, "payloads are text frames of JSON");
            default -> fragment(last, payload);
        }
    }

    private void fragment(boolean last, byte[] payload) {
        var before = message;
        if (before == null && last) {
            text(payload);
            return;
        }
        var sofar = before == null ? Unpooled.buffer(payload.length) : before;
        if (sofar.readableBytes() + payload.length > PAYLOAD_MAX) {
            breach(CloseCode.DECODE_ERROR, "a payload of more than " + PAYLOAD_MAX + " bytes");
            return;
        }
        sofar.writeBytes(payload);
        message = last ? null : sofar;
        if (last) {
            text(ByteBufUtil.getBytes(sofar));
        }
    }

    private void text(byte[] payload) {
        var text = decode(payload, 0);
        if (text == null) {
            breach(CloseCode.BAD_TEXT, CloseCode.BAD_TEXT.reason());
        } else {
            listener.text(text);
        }
    }

    private void closing(byte[] payload) {
        int code = payload.length < 2 ? NO_CODE : ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
        if (payload.length == 1 || (payload.length >= 2 && !mayBeSent(code))) {
            breach(CloseCode.PROTOCOL_ERROR, "no such close code");
        } else if (payload.length > 2 && decode(payload, 2) == null) {
            breach(CloseCode.BAD_TEXT, CloseCode.BAD_TEXT.reason());
        } else {
            stop();
            listener.closing(code);
        }
    }

    private static boolean mayBeSent(int code) {
        return (code >= 1000 && code <= 1014 && code != 1004 && code != NO_CODE && code != 1006)
                || (code >= 3000 && code <= 4999);
    }

    private static @Nullable String decode(byte[] bytes, int from) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
        } catch (CharacterCodingException _) {
            return null; // the caller closes with the code for it
        }
    }

    private boolean breach(CloseCode code, String reason) {
        stop();
        listener.close(code, reason);
        return false;
    }
}
