package io.guildstorm.server.gateway.socket;

import io.guildstorm.server.gateway.frame.DispatchFrame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Frames on their way to sockets: those for one socket that follow each other are one entry and cost one send, and
/// where the kernel takes many sends by one call, so many entries are collected.
///
/// **Owner:** one lane, for its life.
public final class SocketBatch {
    /// What one entry holds at most: a pass of fan-out over events of usual size; longer ones go out in parts.
    static final int ENTRY_MAX = 64 << 10;
    /// Twice an entry, so that short frames of many sockets are not cut off by a long run before them; it stays in
    /// the processor's own cache.
    private static final int CAPACITY = 2 * ENTRY_MAX;

    /// In place of a slot: the entry was dropped.
    private static final int NOBODY = -1;
    /// In place of a batch's number.
    private static final int NEVER = 0;

    private final BatchSend way;
    private final MemorySegment bytes = Arena.ofAuto().allocate(CAPACITY);
    private final Entries entries;
    private int end;
    /// Which batch this is, from 1, and by slot in which of them the socket last had an entry.
    private int number = 1;

    private int[] batchOf = new int[64];

    private SocketBatch(BatchSend way) {
        this.way = way;
        entries = new Entries(bytes.address(), way.entriesMax());
    }

    /// By `send(2)`, once for each socket.
    public static SocketBatch ofSends() {
        return new SocketBatch(new SystemSend());
    }

    /// Whether this machine lets this process have a ring.
    public static boolean ringIsAvailable() {
        return SendRing.isAvailable();
    }

    /// By a ring, many sockets a call.
    public static SocketBatch ofRing() {
        return new SocketBatch(new SendRing());
    }

    /// Bytes for a socket that did not take them.
    /// @param bytes the receiver's, to write or release
    public record Rest(int slot, ByteBuf bytes) {}

    /// Whether a frame goes into an empty batch.
    public static boolean takes(DispatchFrame frame) {
        return frame.lengthMax() <= ENTRY_MAX;
    }

    /// Whether a frame for that socket finds room behind what is here. A socket has one entry at most: behind one that
    /// falls short nothing more may be sent.
    public boolean hasRoom(int forSlot, DispatchFrame frame) {
        if (end + frame.lengthMax() > CAPACITY) {
            return false;
        }
        return entries.isLast(forSlot)
                ? entries.length[entries.count - 1] + frame.lengthMax() <= ENTRY_MAX
                : !entries.isFull() && !holds(forSlot);
    }

    /// Whether something here is for that socket.
    public boolean holds(int forSlot) {
        return forSlot < batchOf.length && batchOf[forSlot] == number;
    }

    /// Adds the frame that carries `s`, for which there [#hasRoom]; its length.
    public int add(int toSlot, int toDescriptor, DispatchFrame frame, int s) {
        int added = frame.copyTo(bytes, end, s);
        if (entries.isLast(toSlot)) {
            entries.length[entries.count - 1] += added;
        } else {
            note(toSlot);
            entries.add(toSlot, toDescriptor, end, added);
        }
        end += added;
        return added;
    }

    private void note(int added) {
        if (added >= batchOf.length) {
            batchOf = Arrays.copyOf(batchOf, Math.max(2 * batchOf.length, added + 1));
        }
        batchOf[added] = number;
    }

    /// Forgets what is here for a socket, whose descriptor is about to be another's.
    public void drop(int ofSlot) {
        if (!holds(ofSlot)) {
            return;
        }
        for (int i = 0; i < entries.count; i++) {
            if (entries.slot[i] == ofSlot) {
                entries.slot[i] = NOBODY;
                entries.length[i] = 0;
            }
        }
        batchOf[ofSlot] = NEVER;
    }

    /// Gives everything to the kernel, and is empty then.
    /// @return what sockets did not take, in the order in which it was added
    public List<Rest> send(ByteBufAllocator alloc) {
        way.send(entries);
        List<Rest> rests = List.of();
        for (int i = 0; i < entries.count; i++) {
            if (entries.sent[i] != entries.length[i] && entries.slot[i] != NOBODY) {
                rests = rests.isEmpty() ? new ArrayList<>() : rests;
                rests.add(new Rest(entries.slot[i], rest(alloc, i)));
            }
        }
        entries.count = 0;
        end = 0;
        number++;
        return rests;
    }

    private ByteBuf rest(ByteBufAllocator alloc, int entry) {
        int taken = Math.max(0, entries.sent[entry]);
        int left = entries.length[entry] - taken;
        return alloc.ioBuffer(left)
                .writeBytes(bytes.asSlice(entries.from[entry] + taken, left).asByteBuffer());
    }
}
