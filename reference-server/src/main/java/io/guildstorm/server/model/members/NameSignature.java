package io.guildstorm.server.model.members;

/// The first three characters of a name in 16 bits, so that a search by the beginning of names passes over those of
/// others without building them. Equal beginnings have equal signatures, never the other way round. Pure.
///
/// Names are compared in lower case, as [String#toLowerCase()] of the root locale gives it.
public final class NameSignature {
    private static final int CODES = 40;
    private static final int OTHER = 39;

    private NameSignature() {}

    /// @param name in lower case
    public static short of(String name) {
        return (short) number(name, 0);
    }

    static short of(char first, char second, char third) {
        return (short) ((code(first) * CODES + code(second)) * CODES + code(third));
    }

    /// The smallest signature, unsigned, of a name that begins so.
    static int least(String beginning) {
        return number(beginning, 0);
    }

    /// The greatest.
    static int greatest(String beginning) {
        return number(beginning, CODES - 1);
    }

    private static int number(String name, int missing) {
        int number = 0;
        for (int i = 0; i < 3; i++) {
            number = number * CODES + (i < name.length() ? code(name.charAt(i)) : missing);
        }
        return number;
    }

    private static int code(char c) {
        if (c >= 'a' && c <= 'z') {
            return 1 + c - 'a';
        }
        if (c >= '0' && c <= '9') {
            return 27 + c - '0';
        }
        return switch (c) {
            case '-' -> 37;
            case '_' -> 38;
            default -> OTHER;
        };
    }
}
