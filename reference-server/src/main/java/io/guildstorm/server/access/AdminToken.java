package io.guildstorm.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// The one token that opens the admin API. Immutable; any thread.
public final class AdminToken {
    private static final int LENGTH_MIN = 16;

    private final String text;
    private final byte[] bytes;

    /// @param text at least 16 characters
    public AdminToken(String text) {
        if (text.length() < LENGTH_MIN) {
            throw new IllegalArgumentException("admin token shorter than " + LENGTH_MIN + " characters");
        }
        this.text = text;
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    /// In a time that does not depend on how much of it is right.
    public boolean matches(String given) {
        return MessageDigest.isEqual(bytes, given.getBytes(StandardCharsets.UTF_8));
    }

    public String text() {
        return text;
    }
}
