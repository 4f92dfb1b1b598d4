package io.guildstorm.server.gateway.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One event as a frame for any number of sessions: the body lies at a fixed place, and only header, prefix and
/// sequence number are written in front of it, right-aligned; header and prefix only when the number's width changes.
/// So a session costs its digits and one copy of contiguous bytes, whatever was to be encoded.
///
/// There are two kinds. In a text frame the body stands as it is. In a binary frame of a [SharedStream] it stands
/// compressed, once for all, and prefix and number make a raw block before it.
///
/// **Owner:** one lane.
public final class DispatchFrame {
    private static final byte[] NOTHING = {};
    /// Room before the body: 10 bytes of header, the head of a raw block, the prefix, 10 digits.
    private static final int FRONT = 128;

    private static final int PREFIX_MAX = FRONT - 20 - SharedStream.LEAD_MAX;
    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;

    /// Null: it is text.
    private final @Nullable SharedStream stream;

    private byte[] bytes = new byte[FRONT + 1_024];
    private byte[] prefix = NOTHING;
    private byte[] body = NOTHING;
    /// What lies at the body's place, whether or not it is said at the moment.
    private WeakReference<byte[]> held = new WeakReference<>(NOTHING);
    private int width;
    private int from;
    private int to;

    /// A frame of text.
    public DispatchFrame() {
        this(null);
    }

    /// @param stream of the sessions that it is for; null: they take text
    public DispatchFrame(@Nullable SharedStream stream) {
        this.stream = stream;
    }

    /// Whether it is for sessions of `other`.
    @SuppressWarnings("ReferenceEquality") // a lane has one of each
    public boolean isOf(@Nullable SharedStream other) {
        return stream == other;
    }

    /// What the next frames say. Cheap when it is what they say already, or did last.
    /// @param newPrefix at most 103 bytes
    @SuppressWarnings("ReferenceEquality") // the same arrays, not equal ones: bodies are shared and never written
    public void load(byte[] newPrefix, byte[] newBody) {
        if (body == newBody && prefix == newPrefix) {
            return;
        }
        assert newPrefix.length <= PREFIX_MAX : newPrefix.length;
        if (!held.refersTo(newBody)) {
            hold(newBody);
        }
        prefix = newPrefix;
        body = newBody;
        width = 0;
    }

    private void hold(byte[] newBody) {
        byte[] said = stream == null ? newBody : stream.blocks(newBody);
        if (FRONT + said.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, FRONT + said.length);
        }
        System.arraycopy(said, 0, bytes, FRONT, said.length);
        to = FRONT + said.length;
        held = new WeakReference<>(newBody);
    }

    /// Lets go of the body, so that an idle lane does not keep the last event alive. Its bytes lie here until the next
    /// is loaded: if that is the same one, it need not be compressed again.
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
        int payloadAt = stream == null ? prefixAt : stream.lead(bytes, prefixAt, FRONT);
        int payload = to - payloadAt;
        int extended = payload <= 125 ? 0 : payload <= 0xFFFF ? 2 : 8;
        from = payloadAt - 2 - extended;
        bytes[from] = (byte) (stream == null ? TEXT : BINARY);
        bytes[from + 1] = (byte) (extended == 0 ? payload : extended == 2 ? 126 : 127);
        for (int i = 0; i < extended; i++) {
            bytes[payloadAt - 1 - i] = (byte) ((long) payload >>> (8 * i));
        }
    }
}
