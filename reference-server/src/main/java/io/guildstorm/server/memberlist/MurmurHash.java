package io.guildstorm.server.memberlist;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// MurmurHash3 for x86, 32 bits, seed 0 (Austin Appleby, public domain). Pure.
final class MurmurHash {
    private static final int C1 = 0xCC9E2D51;
    private static final int C2 = 0x1B873593;

    private MurmurHash() {}

    /// Of its UTF-8 bytes, unsigned.
    static long of(String text) {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).order(ByteOrder.LITTLE_ENDIAN);
        int length = bytes.remaining();
        int hash = 0;
        while (bytes.remaining() >= Integer.BYTES) {
            hash = Integer.rotateLeft(hash ^ mixed(bytes.getInt()), 13) * 5 + 0xE6546B64;
        }
        int tail = 0;
        for (int shift = 0; bytes.hasRemaining(); shift += Byte.SIZE) {
            tail |= (bytes.get() & 0xFF) << shift;
        }
        hash ^= mixed(tail) ^ length;
        hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
        return Integer.toUnsignedLong(hash ^ (hash >>> 16));
    }

    private static int mixed(int block) {
        return Integer.rotateLeft(block * C1, 15) * C2;
    }
}
