package io.guildstorm.server.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Takes one stored value apart, in the order in which [RowWriter] built it. One thread, one use.
final class RowReader {
    private final ByteBuffer bytes;
    private final byte version;

    /// @param version the only one that this server knows how to read
    RowReader(byte[] value, byte version) {
        this(value, version, version);
    }

    /// @param oldest that this server knows how to read
    /// @param newest that it knows
    RowReader(byte[] value, byte oldest, byte newest) {
        bytes = ByteBuffer.wrap(value);
        version = bytes.get();
        if (version < oldest || version > newest) {
            throw new IllegalStateException(
                    "stored value of version " + version + ", this server reads " + oldest + " to " + newest);
        }
    }

    byte version() {
        return version;
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
