package io.guildstorm.server.gateway.socket;

/// Frames for sockets, as they lie in memory: what is to be given to the kernel, and what it took. By entry.
///
/// **Owner:** the batch's.
final class Entries {
    /// Address that [#from] counts from.
    final long base;
    /// Whose they are, as the batch's user knows sockets.
    final int[] slot;
    final int[] descriptor;
    final int[] from;
    /// 0: nobody's any more.
    final int[] length;
    /// How many bytes the socket took: below zero for an error, which is whoever writes next to find out.
    final int[] sent;

    int count;

    Entries(long base, int most) {
        this.base = base;
        slot = new int[most];
        descriptor = new int[most];
        from = new int[most];
        length = new int[most];
        sent = new int[most];
    }

    boolean isFull() {
        return count == slot.length;
    }

    void add(int toSlot, int toDescriptor, int at, int bytes) {
        slot[count] = toSlot;
        descriptor[count] = toDescriptor;
        from[count] = at;
        length[count] = bytes;
        count++;
    }

    boolean isLast(int ofSlot) {
        return count > 0 && slot[count - 1] == ofSlot;
    }
}
