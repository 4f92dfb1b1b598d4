package io.guildstorm.server.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Takes one stored value apart, in the order in which [RowWriter] built it. One thread, one use.
final class RowReader {
    private final ByteBuffer bytes;

    /// @param version the only one that this server knows how to read
    RowReader(byte[] value, byte version) {
        bytes = ByteBuffer.wrap(value);
        byte found = bytes.get();
        if (found != version) {
            throw new IllegalStateException("stored value of version " + found + ", this server reads " + version);
        }
    }

    int readInt() {
        return bytes.getInt();
    }

    long readLong() {
        return bytes.getLong();
    }

    boolean readFlag() {
        return bytes.get() != 0;
    }

    String readText() {
        byte[] encoded = new byte[bytes.getInt()];
        bytes.get(encoded);
        return new String(encoded, StandardCharsets.UTF_8);
    }

    @Nullable
    String readOptionalText() {
        return readFlag() ? readText() : null;
    }

    @Nullable
    Long readOptionalLong() {
        return readFlag() ? readLong() : null;
    }
}
