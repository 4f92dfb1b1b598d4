package io.guildstorm.server.gateway.inprocess;

import java.nio.charset.StandardCharsets;

/// The text of a measured message, which says everything that is needed to check each of its bytes: `~G`, its number in
/// 8 hexadecimal digits, `~`, the instant at which its send was due in 16 (nanoseconds of the machine's monotonic
/// clock), `~ `, perhaps `@everyone `, then filler that follows from number and length. Whoever generates load writes
/// it; here it is composed
/// anew, so that what arrives is compared with what ought to and not with itself. Pure.
///
/// @param number from 0, in its channel
/// @param intendedNanos when its send was due
/// @param toEveryone whether it says `@everyone`
record MeasuredText(int number, long intendedNanos, boolean toEveryone, int length) {
    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = 29;
    private static final String TO_EVERYONE = "@everyone ";
    private static final int NUMBER_AT = 2;
    private static final int INSTANT_AT = 11;
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    /// Whether a text may be one.
    static boolean isOne(String text) {
        return text.length() > HEAD && text.startsWith("~G") && text.charAt(10) == '~' && text.startsWith("~ ", 27);
    }

    /// @throws NumberFormatException its numbers are none
    static MeasuredText of(String text) {
        int number = Integer.parseUnsignedInt(text, NUMBER_AT, NUMBER_AT + 8, 16);
        long instant = Long.parseUnsignedLong(text, INSTANT_AT, INSTANT_AT + 16, 16);
        return new MeasuredText(number, instant, text.startsWith(TO_EVERYONE, HEAD), text.length());
    }

    /// The bytes that it has to have.
    byte[] composed() {
        var text = new byte[length];
        byte[] head = String.format("~G%08x~%016x~ %s", number, intendedNanos, toEveryone ? TO_EVERYONE : "")
                .getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, text, 0, head.length);
        long state = mixed(mixed((number * 0x1_0000_0001L) ^ -1L) + length);
        for (int i = head.length; i < length; ) {
            state += GOLDEN;
            long bits = mixed(state);
            for (int k = 0; k < 10 && i < length; k++, bits >>>= 6) {
                text[i++] = ALPHABET[(int) (bits & 63)];
            }
        }
        return text;
    }

    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
