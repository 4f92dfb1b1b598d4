package io.guildstorm.server.gateway.inprocess;

/// The text of a measured message, written by the description of the format and not by the code that checks it.
/// @param length of the whole text
public record MeasuredMessage(int number, long intendedNanos, int length) {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.";

    public String text() {
        var text = new StringBuilder(String.format("~G%08x~%016x~ ", number, intendedNanos));
        long state = mixed(mixed(~(number * 4_294_967_297L)) + length);
        while (text.length() < length) {
            state += 0x9E3779B97F4A7C15L;
            long bits = mixed(state);
            for (int sixes = 0; sixes < 10; sixes++) {
                text.append(ALPHABET.charAt((int) ((bits >>> (6 * sixes)) & 63)));
            }
        }
        return text.substring(0, length);
    }

    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
