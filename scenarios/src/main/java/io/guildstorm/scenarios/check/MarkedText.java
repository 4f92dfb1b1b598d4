package io.guildstorm.scenarios.check;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The text of a measured message, which tells its reader everything needed to check each of its bytes.
///
/// | text | layout, ASCII only |
/// |---|---|
/// | create | `~G` number (8 hex) `~` intended instant (16 hex, ns of CLOCK_MONOTONIC) `~ `, perhaps `@everyone `,
/// filler |
/// | edit | `~E` number (8 hex) `~` edit number (8 hex) `~ ` filler |
///
/// The filler follows from the head's numbers and the whole length; so a flipped byte, a cut or a lengthened text,
/// and a wrong number are all seen by the reader alone. Only the intended instant is not covered by the filler: it is
/// compared with the sender's log. No byte needs an escape in JSON, and none is white space at an end, which servers
/// may trim.
public final class MarkedText {
    /// Shortest create: its head and one byte of filler.
    public static final int MIN_CREATE_LENGTH = 30;
    /// Shortest create for everyone.
    public static final int MIN_TO_EVERYONE_LENGTH = MIN_CREATE_LENGTH + 10;
    /// Shortest edit.
    public static final int MIN_EDIT_LENGTH = 22;
    /// Longest text that the protocol takes.
    public static final int MAX_LENGTH = 2000;

    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TO_EVERYONE = "@everyone ".getBytes(StandardCharsets.US_ASCII);
    private static final int CREATE_HEAD = MIN_CREATE_LENGTH - 1;
    private static final int EDIT_HEAD = MIN_EDIT_LENGTH - 1;

    /// What a sound text says.
    public sealed interface Mark {
        /// The message's number: per channel from 0.
        int number();
    }

    /// @param intendedNanos the instant at which the send was due
    public record Created(int number, long intendedNanos) implements Mark {}

    /// @param edit the edit's own number; those of one message rise
    public record Edited(int number, int edit) implements Mark {}

    private MarkedText() {}

    /// @param length of the whole text, between [#MIN_CREATE_LENGTH] and [#MAX_LENGTH]
    public static String create(int number, long intendedNanos, int length) {
        requireLength(length, MIN_CREATE_LENGTH);
        byte[] text = new byte[length];
        head(text, 'G', number);
        hex(text, 11, 16, intendedNanos);
        return finish(text, CREATE_HEAD, CREATE_HEAD, fillerSeed(number, -1, length));
    }

    /// The same for everyone who sees the channel.
    /// @param length of the whole text, at least [#MIN_TO_EVERYONE_LENGTH]
    public static String createToEveryone(int number, long intendedNanos, int length) {
        requireLength(length, MIN_TO_EVERYONE_LENGTH);
        byte[] text = new byte[length];
        head(text, 'G', number);
        hex(text, 11, 16, intendedNanos);
        System.arraycopy(TO_EVERYONE, 0, text, CREATE_HEAD, TO_EVERYONE.length);
        return finish(text, CREATE_HEAD, CREATE_HEAD + TO_EVERYONE.length, fillerSeed(number, -1, length));
    }

    /// @param length of the whole text, between [#MIN_EDIT_LENGTH] and [#MAX_LENGTH]
    public static String edit(int number, int edit, int length) {
        requireLength(length, MIN_EDIT_LENGTH);
        byte[] text = new byte[length];
        head(text, 'E', number);
        hex(text, 11, 8, edit);
        return finish(text, EDIT_HEAD, EDIT_HEAD, fillerSeed(number, edit, length));
    }

    /// Whether the bytes claim to be a measured text, sound or not.
    public static boolean isMarked(byte[] bytes) {
        return bytes.length >= 2 && bytes[0] == '~' && (bytes[1] == 'G' || bytes[1] == 'E');
    }

    /// Checks every byte. Null: not a text that [#create] or [#edit] makes.
    public static @Nullable Mark verify(byte[] bytes) {
        if (bytes.length < MIN_EDIT_LENGTH || bytes.length > MAX_LENGTH || !isMarked(bytes) || bytes[10] != '~')
            return null;
        int number = (int) number(bytes, 2, 8);
        if (number < 0 || !isHex(bytes, 2, 8)) return null;
        return bytes[1] == 'G' ? verifyCreate(bytes, number) : verifyEdit(bytes, number);
    }

    private static @Nullable Mark verifyCreate(byte[] bytes, int number) {
        if (bytes.length < MIN_CREATE_LENGTH || !isHex(bytes, 11, 16)) return null;
        boolean toEveryone = bytes.length >= MIN_TO_EVERYONE_LENGTH
                && Arrays.equals(
                        bytes, CREATE_HEAD, CREATE_HEAD + TO_EVERYONE.length, TO_EVERYONE, 0, TO_EVERYONE.length);
        int filler = toEveryone ? CREATE_HEAD + TO_EVERYONE.length : CREATE_HEAD;
        if (!fillerHolds(bytes, CREATE_HEAD, filler, fillerSeed(number, -1, bytes.length))) return null;
        return new Created(number, number(bytes, 11, 16));
    }

    private static @Nullable Mark verifyEdit(byte[] bytes, int number) {
        int edit = (int) number(bytes, 11, 8);
        if (edit < 0 || !isHex(bytes, 11, 8)) return null;
        return fillerHolds(bytes, EDIT_HEAD, EDIT_HEAD, fillerSeed(number, edit, bytes.length))
                ? new Edited(number, edit)
                : null;
    }

    private static void requireLength(int length, int least) {
        if (length < least || length > MAX_LENGTH)
            throw new IllegalArgumentException("text length not in " + least + " to " + MAX_LENGTH + ": " + length);
    }

    private static void head(byte[] text, char kind, int number) {
        if (number < 0) throw new IllegalArgumentException("number below zero: " + number);
        text[0] = '~';
        text[1] = (byte) kind;
        hex(text, 2, 8, number);
        text[10] = '~';
    }

    /// @param from where the filler begins
    private static String finish(byte[] text, int headLength, int from, long seed) {
        text[headLength - 2] = '~';
        text[headLength - 1] = ' ';
        fill(text, from, seed);
        return new String(text, StandardCharsets.US_ASCII);
    }

    private static boolean fillerHolds(byte[] bytes, int headLength, int from, long seed) {
        if (bytes[headLength - 2] != '~' || bytes[headLength - 1] != ' ') return false;
        byte[] expected = new byte[bytes.length];
        fill(expected, from, seed);
        return Arrays.equals(bytes, from, bytes.length, expected, from, expected.length);
    }

    private static long fillerSeed(int number, int edit, int length) {
        return mix(mix((number * 0x1_0000_0001L) ^ edit) + length);
    }

    private static void fill(byte[] text, int from, long seed) {
        long state = seed;
        for (int i = from; i < text.length; ) {
            state += 0x9E3779B97F4A7C15L;
            long bits = mix(state);
            for (int k = 0; k < 10 && i < text.length; k++, bits >>>= 6) text[i++] = ALPHABET[(int) (bits & 63)];
        }
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static void hex(byte[] text, int at, int digits, long value) {
        for (int i = 0; i < digits; i++) text[at + i] = HEX[(int) (value >>> (4 * (digits - 1 - i))) & 15];
    }

    private static boolean isHex(byte[] bytes, int at, int digits) {
        for (int i = at; i < at + digits; i++) if (digit(bytes[i]) < 0) return false;
        return true;
    }

    private static long number(byte[] bytes, int at, int digits) {
        long value = 0;
        for (int i = at; i < at + digits; i++) value = (value << 4) | (digit(bytes[i]) & 15);
        return value;
    }

    private static int digit(byte b) {
        if (b >= '0' && b <= '9') return b - '0';
        return b >= 'a' && b <= 'f' ? b - 'a' + 10 : -1;
    }
}
