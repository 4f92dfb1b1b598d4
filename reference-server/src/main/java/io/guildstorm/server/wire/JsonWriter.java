package io.guildstorm.server.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// JSON into a growing byte array: UTF-8 raw and not escaped, no reflection, no tree. Commas come by themselves.
///
/// **Owner:** the one thread that uses it. It checks nothing but what it must escape: well-formed nesting is the
/// caller's affair.
public final class JsonWriter {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);
    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final byte[] NULL = ascii("null");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");

    private byte[] bytes;
    private int length;

    /// @param expectedBytes a guess, so that the array need not grow
    public JsonWriter(int expectedBytes) {
        bytes = new byte[Math.max(16, expectedBytes)];
    }

    public JsonWriter beginObject() {
        return open('{');
    }

    public JsonWriter endObject() {
        return put('}');
    }

    public JsonWriter beginArray() {
        return open('[');
    }

    public JsonWriter endArray() {
        return put(']');
    }

    /// The name of the next value: printable ASCII, no quotes.
    public JsonWriter name(String name) {
        separate();
        put('"');
        for (int i = 0; i < name.length(); i++) {
            put(name.charAt(i));
        }
        return put('"').put(':');
    }

    public JsonWriter value(@Nullable String text) {
        separate();
        return text == null ? raw(NULL) : quoted(text);
    }

    public JsonWriter value(long number) {
        separate();
        return digits(number);
    }

    public JsonWriter value(double number) {
        separate();
        return raw(ascii(Double.toString(number)));
    }

    public JsonWriter value(boolean truth) {
        separate();
        return raw(truth ? TRUE : FALSE);
    }

    public JsonWriter nullValue() {
        separate();
        return raw(NULL);
    }

    /// An id, or a set of permission bits: its decimal digits in quotes.
    public JsonWriter id(long id) {
        separate();
        return put('"').digits(id).put('"');
    }

    /// ISO 8601 with microseconds and zone; null stays null.
    public JsonWriter timestamp(@Nullable Instant when) {
        return value(when == null ? null : TIMESTAMP.format(when));
    }

    /// Bytes that are JSON already, as the next value.
    public JsonWriter json(byte[] value) {
        separate();
        return raw(value);
    }

    /// Bytes taken as they are, without a comma before them: a constant part of an object.
    public JsonWriter raw(byte[] part) {
        room(part.length);
        System.arraycopy(part, 0, bytes, length, part.length);
        length += part.length;
        return this;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /// How many bytes were written so far.
    public int length() {
        return length;
    }

    /// Printable ASCII as bytes.
    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private JsonWriter open(char bracket) {
        separate();
        return put(bracket);
    }

    private void separate() {
        if (length == 0) {
            return;
        }
        byte last = bytes[length - 1];
        if (last != '{' && last != '[' && last != ':' && last != ',' && last != '\n') {
            put(',');
        }
    }

    private JsonWriter put(char one) {
        if (length == bytes.length) {
            room(1);
        }
        bytes[length++] = (byte) one;
        return this;
    }

    private JsonWriter digits(long number) {
        if (number < 0) {
            return raw(ascii(Long.toString(number)));
        }
        int count = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            count++;
        }
        room(count);
        long rest = number;
        for (int at = length + count - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
        return this;
    }

    private JsonWriter quoted(String text) {
        room(text.length() * 3 + 2); // UTF-8 of one UTF-16 unit has at most three bytes; escapes make their own room
        put('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit < 0x80) {
                character(unit);
            } else if (unit < 0x800) {
                put((char) (0xC0 | unit >> 6)).sixBits(unit);
            } else if (!Character.isSurrogate(unit)) {
                threeBytes(unit);
            } else if (Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                fourBytes(Character.toCodePoint(unit, text.charAt(++i)));
            } else {
                threeBytes('\uFFFD'); // half a pair cannot be written as UTF-8
            }
        }
        return put('"');
    }

    private void character(char unit) {
        if (unit == '"' || unit == '\\') {
            put('\\').put(unit);
        } else if (unit >= 0x20) {
            put(unit);
        } else if (unit == '\n') {
            put('\\').put('n');
        } else {
            put('\\').put('u').put('0').put('0').put((char) HEX[unit >> 4]).put((char) HEX[unit & 15]);
        }
    }

    private void threeBytes(char unit) {
        put((char) (0xE0 | unit >> 12)).sixBits(unit >> 6).sixBits(unit);
    }

    private void fourBytes(int point) {
        put((char) (0xF0 | point >> 18))
                .sixBits(point >> 12)
                .sixBits(point >> 6)
                .sixBits(point);
    }

    /// A continuation byte of UTF-8.
    private JsonWriter sixBits(int bits) {
        return put((char) (0x80 | (bits & 0x3F)));
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }
}
