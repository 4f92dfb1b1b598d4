package io.guildstorm.server.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Builds one stored value: a version byte, then fields in a fixed order. One thread, one use.
final class RowWriter {
    private static final byte ABSENT = 0;
    private static final byte PRESENT = 1;

    private byte[] bytes = new byte[128];
    private int length;

    RowWriter(byte version) {
        putByte(version);
    }

    RowWriter putByte(byte value) {
        room(1)[length++] = value;
        return this;
    }

    RowWriter putInt(int value) {
        ByteBuffer.wrap(room(Integer.BYTES)).putInt(length, value);
        length += Integer.BYTES;
        return this;
    }

    RowWriter putLong(long value) {
        ByteBuffer.wrap(room(Long.BYTES)).putLong(length, value);
        length += Long.BYTES;
        return this;
    }

    RowWriter putFlag(boolean value) {
        return putByte(value ? PRESENT : ABSENT);
    }

    RowWriter putText(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        putInt(encoded.length);
        System.arraycopy(encoded, 0, room(encoded.length), length, encoded.length);
        length += encoded.length;
        return this;
    }

    /// To the end of the value: nothing tells how many they are.
    RowWriter putBytes(byte[] more) {
        System.arraycopy(more, 0, room(more.length), length, more.length);
        length += more.length;
        return this;
    }

    RowWriter putOptionalText(@Nullable String text) {
        return text == null ? putByte(ABSENT) : putByte(PRESENT).putText(text);
    }

    RowWriter putOptionalLong(@Nullable Long value) {
        return value == null ? putByte(ABSENT) : putByte(PRESENT).putLong(value);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private byte[] room(int needed) {
        if (bytes.length - length < needed) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + needed));
        }
        return bytes;
    }
}
