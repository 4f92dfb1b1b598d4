package io.guildstorm.server.gateway.socket;

import io.guildstorm.server.gateway.frame.DispatchFrame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Frames for one socket, one behind the other, so that all of them cost one `send`.
///
/// **Owner:** one lane, for its life.
public final class SendRun {
    /// A pass of fan-out over events of usual size; longer runs go out in parts.
    static final int CAPACITY = 64 << 10;

    private final MemorySegment bytes = Arena.ofAuto().allocate(CAPACITY);
    private int length;

    /// Whether a frame goes into an empty run.
    public static boolean takes(DispatchFrame frame) {
        return frame.lengthMax() <= CAPACITY;
    }

    /// Whether there is room for a frame behind what is here.
    public boolean hasRoom(DispatchFrame frame) {
        return length + frame.lengthMax() <= CAPACITY;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /// Adds the frame that carries `s`; its length.
    public int add(DispatchFrame frame, int s) {
        int added = frame.copyTo(bytes, length, s);
        length += added;
        return added;
    }

    /// Gives everything to a socket, and is empty then, unless the socket did not take it all.
    /// @return whether it took all; if not, [#takeRest] is the rest
    public boolean sendTo(int descriptor) {
        long sent = SystemSend.send(descriptor, bytes.address(), length);
        if (sent == length) {
            length = 0;
            return true;
        }
        if (sent > 0) {
            MemorySegment.copy(bytes, sent, bytes, 0, length - sent);
            length -= (int) sent;
        }
        return false;
    }

    /// A copy of what is here; the run is empty then.
    public ByteBuf takeRest(ByteBufAllocator alloc) {
        var rest = alloc.ioBuffer(length).writeBytes(bytes.asSlice(0, length).asByteBuffer());
        length = 0;
        return rest;
    }

    /// Forgets what is here.
    public void drop() {
        length = 0;
    }
}
