package io.guildstorm.scenarios.client;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// The one buffer that all compressed payloads of an event loop are decoded into, in turn.
///
/// **Owner:** the event loop. Its size bounds a payload: 4 MiB, of which only what is used takes memory.
public final class PayloadBuffer {
    private static final int BYTES = 1 << 22;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(BYTES);
    private final MemorySegment segment = MemorySegment.ofBuffer(memory);

    ByteBuffer empty() {
        return memory.clear();
    }

    /// The same bytes, from 0.
    MemorySegment bytes() {
        return segment;
    }
}
