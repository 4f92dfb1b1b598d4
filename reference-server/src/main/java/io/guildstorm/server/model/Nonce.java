package io.guildstorm.server.model;

/// What a sender marks a message with, so that a retry is told from a new message.
/// @param text at most 25 characters
/// @param numeric it came as a JSON integer and is echoed as one
public record Nonce(String text, boolean numeric) {
    /// Longest text that is accepted.
    public static final int LENGTH_MAX = 25;

    public Nonce {
        if (text.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("nonce longer than " + LENGTH_MAX + ": " + text.length());
        }
    }
}
