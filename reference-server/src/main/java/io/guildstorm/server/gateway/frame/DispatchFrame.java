package io.guildstorm.server.gateway.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// One event as a plain text frame for any number of sessions: the body lies at a fixed place, and only header,
/// prefix and sequence number are written in front of it, right-aligned; header and prefix only when the number's
/// width changes. So a session costs its digits and one copy of contiguous bytes, whatever was to be encoded.
///
/// **Owner:** one lane.
public final class DispatchFrame {
    private static final byte[] NOTHING = {};
    /// Room before the body: 10 bytes of header, the prefix, 10 digits.
    private static final int FRONT = 128;

    private static final int PREFIX_MAX = FRONT - 20;
    private static final int TEXT = 0x81;

    private byte[] bytes = new byte[FRONT + 1_024];
    private byte[] prefix = NOTHING;
    private byte[] body = NOTHING;
    private int width;
    private int from;
    private int to;

    /// What the next frames say. Cheap when it is what they say already.
    /// @param newPrefix at most 108 bytes
    @SuppressWarnings("ReferenceEquality") // the same arrays, not equal ones: bodies are shared and never written
    public void load(byte[] newPrefix, byte[] newBody) {
        if (body == newBody && prefix == newPrefix) {
            return;
        }
        assert newPrefix.length <= PREFIX_MAX : newPrefix.length;
        if (FRONT + newBody.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, FRONT + newBody.length);
        }
        System.arraycopy(newBody, 0, bytes, FRONT, newBody.length);
        prefix = newPrefix;
        body = newBody;
        width = 0;
        to = FRONT + newBody.length;
    }

    /// Lets go of the body, so that an idle lane does not keep the last event alive.
    public void unload() {
        body = NOTHING;
        prefix = NOTHING;
    }

    /// A copy of the frame that carries `s`, for one socket; the caller writes it, or releases it.
    public ByteBuf frame(ByteBufAllocator alloc, int s) {
        number(s);
        return alloc.ioBuffer(to - from).writeBytes(bytes, from, to - from);
    }

    /// Copies the frame that carries `s` to `at` of `target`; its length.
    public int copyTo(MemorySegment target, long at, int s) {
        number(s);
        MemorySegment.copy(bytes, from, target, ValueLayout.JAVA_BYTE, at, to - from);
        return to - from;
    }

    /// Makes the frame that carries `s` in place, for who reads it there: it lies in [#bytes] from here to [#end].
    public int begin(int s) {
        number(s);
        return from;
    }

    public int end() {
        return to;
    }

    /// Its own bytes, until the next frame is made; not to be written.
    public byte[] bytes() {
        return bytes;
    }

    /// What the frame takes at most, whatever number it carries.
    public int lengthMax() {
        return to;
    }

    private void number(int s) {
        int at = FRONT;
        int rest = s;
        do {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        if (FRONT - at != width) {
            width = FRONT - at;
            front(at - prefix.length);
        }
    }

    private void front(int prefixAt) {
        System.arraycopy(prefix, 0, bytes, prefixAt, prefix.length);
        int payload = to - prefixAt;
        int extended = payload <= 125 ? 0 : payload <= 0xFFFF ? 2 : 8;
        from = prefixAt - 2 - extended;
        bytes[from] = (byte) TEXT;
        bytes[from + 1] = (byte) (extended == 0 ? payload : extended == 2 ? 126 : 127);
        for (int i = 0; i < extended; i++) {
            bytes[prefixAt - 1 - i] = (byte) ((long) payload >>> (8 * i));
        }
    }
}
