package io.guildstorm.server.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Takes one stored value apart, in the order in which [RowWriter] built it. What is damaged ends in an
/// [IllegalStateException] before memory is taken for it. One thread, one use.
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
        version = wanted(1).get();
        if (version < oldest || version > newest) {
            throw new IllegalStateException(
                    "stored value of version " + version + ", this server reads " + oldest + " to " + newest);
        }
    }

    byte version() {
        return version;
    }

    byte readByte() {
        return wanted(1).get();
    }

    int readInt() {
        return wanted(Integer.BYTES).getInt();
    }

    /// How many parts follow.
    /// @param least bytes of each
    int readCount(int least) {
        int count = readInt();
        wanted(count > bytes.remaining() ? -1 : count * least);
        return count;
    }

    /// All that is left.
    ByteBuffer rest() {
        return bytes.slice();
    }

    long readLong() {
        return wanted(Long.BYTES).getLong();
    }

    boolean readFlag() {
        return readByte() != 0;
    }

    String readText() {
        int length = readInt();
        var from = wanted(length);
        var encoded = new byte[length];
        from.get(encoded);
        return new String(encoded, StandardCharsets.UTF_8);
    }

    /// @throws IllegalStateException so many bytes are not there
    private ByteBuffer wanted(int length) {
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalStateException("stored value is damaged: " + length + " bytes wanted at "
                    + bytes.position() + " of " + bytes.limit());
        }
        return bytes;
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
